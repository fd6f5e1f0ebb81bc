package dev.penstock.lambda;

import dev.penstock.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What AWS makes of an HTTP request, payload format 2.0: names of headers in lower case, several values joined by
 * commas, and what is no text in Base64.
 */
final class Event {

    private Event() {}

    static Map<String, Object> of(String method, String path, Map<String, List<String>> headers, byte[] body) {
        var joined = new LinkedHashMap<String, Object>();
        headers.forEach((name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        event.put("rawQueryString", "");
        event.put("headers", joined);
        event.put(
                "requestContext",
                Map.of(
                        "domainName",
                        "abc.lambda-url.eu-central-1.on.aws",
                        "http",
                        Map.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp", "192.0.2.1")));
        if (body.length > 0) {
            var text = text(joined, body);
            event.put("body", text.isEmpty() ? Base64.getEncoder().encodeToString(body) : text);
            event.put("isBase64Encoded", text.isEmpty());
        } else {
            event.put("isBase64Encoded", false);
        }
        return event;
    }

    private static String text(Map<String, Object> headers, byte[] body) {
        var type = String.valueOf(headers.getOrDefault("content-type", ""));
        boolean isText = type.startsWith("text/") || type.startsWith("application/json");
        if (!isText || headers.containsKey("content-encoding")) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException noText) {
            return "";
        }
    }

    static byte[] json(Map<String, Object> event) {
        return StrictJson.write(event);
    }
}
