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

    static GraphReply error(int status, int code, int subcode, String message) {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", message);
        error.put("type", "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", "EmulatedTrace1");
        return new GraphReply(status, StrictJson.write(Map.of("error", error)), Map.of());
    }

    GraphReply withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new GraphReply(status, body, more);
    }
}
