package dev.penstock.endpoint;

import dev.penstock.Completion;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes clear answers. The shapes are those of Meta, "Implementing Endpoint for Flows". */
final class AnswerWriter {

    static final byte[] HEALTHY = "{\"data\":{\"status\":\"active\"}}".getBytes(StandardCharsets.US_ASCII);
    static final byte[] ACKNOWLEDGED = "{\"data\":{\"acknowledged\":true}}".getBytes(StandardCharsets.US_ASCII);

    private AnswerWriter() {}

    static byte[] write(FlowResponse response, FlowToken flowToken) {
        return StrictJson.write(
                switch (response) {
                    case NextScreen next -> screen(next.screen(), next.data().asMap());
                    case Completion completion -> screen(NextScreen.SUCCESS, completion(completion, flowToken));
                    case InvalidFlowToken invalid -> Map.of("error_msg", invalid.errorMessage());
                });
    }

    static int status(FlowResponse response) {
        return response instanceof InvalidFlowToken ? 427 : 200;
    }

    private static Map<String, Object> screen(String screen, Map<String, Object> data) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("screen", screen);
        fields.put("data", data);
        return fields;
    }

    private static Map<String, Object> completion(Completion completion, FlowToken flowToken) {
        return completion
                .params()
                .map(given -> Map.<String, Object>of(
                        "extension_message_response", Map.of("params", params(given, flowToken))))
                .orElse(Map.of());
    }

    /** Meta requires {@code flow_token} among the parameters, and the phone has been seen not to add it. */
    private static Map<String, Object> params(FlowData given, FlowToken flowToken) {
        if (given.has("flow_token") || flowToken.value().isEmpty()) {
            return given.asMap();
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("flow_token", flowToken.value());
        params.putAll(given.asMap());
        return params;
    }
}
