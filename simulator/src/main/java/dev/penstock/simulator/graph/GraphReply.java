package dev.penstock.simulator.graph;

import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the emulator. */
record GraphReply(int status, byte[] body, Map<String, String> headers) {

    static GraphReply ok(Map<String, ?> json) {
        return new GraphReply(200, StrictJson.write(json), Map.of());
    }

    static GraphReply success() {
        return ok(Map.of("success", true));
    }

    static GraphReply error(int status, int code, String message) {
        return error(status, code, 0, message);
    }

    /** An error as a send gives it: general words for the code, and details of this very message. */
    static GraphReply error(int status, int code, String title, String details) {
        var error = error("(#%d) %s".formatted(code, title), code);
        error.put("error_data", Map.of("messaging_product", "whatsapp", "details", details));
        return new GraphReply(status, StrictJson.write(Map.of("error", error)), Map.of());
    }

    static GraphReply error(int status, int code, int subcode, String message) {
        var error = error(message, code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        return new GraphReply(status, StrictJson.write(Map.of("error", error)), Map.of());
    }

    private static Map<String, Object> error(String message, int code) {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", message);
        error.put("type", "OAuthException");
        error.put("code", code);
        error.put("fbtrace_id", "EmulatedTrace1");
        return error;
    }

    GraphReply withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new GraphReply(status, body, more);
    }
}
