package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.internal.PlainValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The clear requests of the phone (docs/reference/protocol.md, sections 1.3 and 3). */
final class Requests {

    private final FlowJson flow;
    private final String flowToken;
    private final Optional<String> signature;

    Requests(FlowJson flow, String flowToken, Optional<String> signature) {
        this.flow = flow;
        this.flowToken = flowToken;
        this.signature = signature;
    }

    Map<String, Object> of(String action, String screen, Map<String, Object> data) {
        Map<String, Object> request = new LinkedHashMap<>();
        String version = flow.dataApiVersion().orElse("3.0");
        request.put("version", version);
        request.put("action", action);
        request.put("screen", screen);
        request.put("data", data);
        request.put("flow_token", flowToken);
        if (version.equals("4.0")) {
            signature.ifPresent(jwt -> request.put("flow_token_signature", jwt));
        }
        return request;
    }

    /** Tells the endpoint that its answer to a request could not be used; never signed with the token's signature. */
    Map<String, Object> notification(Map<String, Object> request, String error, String message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("error", error);
        data.put("error_message", message);
        String action = "INIT".equals(request.get("action")) ? "INIT" : "data_exchange";
        Map<String, Object> notification = of(action, PlainValue.text(request.get("screen")), data);
        notification.remove("flow_token_signature");
        return notification;
    }
}
