package dev.penstock.gateway.backend;

import dev.penstock.ScreenRequest;
import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes a request of a person as Meta documents it, "Implementing Endpoint for Flows", data exchange request:
 * {@code screen} and {@code data} are always there, since samples read them without asking.
 */
final class ClearRequest {

    private ClearRequest() {}

    static byte[] write(ScreenRequest request, Map<String, Object> data) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("version", request.version());
        fields.put("action", request.action().wireValue());
        fields.put("screen", request.screen());
        fields.put("data", data);
        fields.put("flow_token", request.flowToken().value());
        request.flowTokenSignature().ifPresent(signature -> fields.put("flow_token_signature", signature));
        fields.putAll(request.otherFields().asMap());
        return StrictJson.write(fields);
    }

    /** For a Flow that is asked without an endpoint, as tests do. */
    static String freshId() {
        return "req_" + UUID.randomUUID().toString().replace("-", "");
    }
}
