package dev.penstock.flowjson.check;

import dev.penstock.FlowData;
import dev.penstock.ScreenRequest;
import dev.penstock.event.ResponseViolation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the parameters of a final response. The endpoint adds the flow token itself. */
final class Completions {

    private static final String PARAMS = "data.extension_message_response.params.";
    private static final String FLOW_TOKEN = "flow_token";

    private Completions() {}

    static List<ResponseViolation> check(ScreenRequest request, FlowData params) {
        var found = new Violations();
        for (Map.Entry<String, Object> entry : params.asMap().entrySet()) {
            if (ValueCheck.hasNull(entry.getValue(), 0)) {
                found.error(
                        PARAMS + Violations.shown(entry.getKey()),
                        "It is or holds null, which phones refuse. Leave the key out.");
            }
        }
        Optional<Object> token = params.value(FLOW_TOKEN);
        if (token.isPresent() && !token.get().equals(request.flowToken().value())) {
            found.error(
                    PARAMS + FLOW_TOKEN,
                    "It is not the flow token of the request. Leave it out; the endpoint adds the right one.");
        }
        return found.all();
    }
}
