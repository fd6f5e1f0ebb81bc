package dev.penstock.lambda;

import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as AWS Lambda tells of it, payload format 2.0: names of headers are in lower case, and several values
 * of one are joined by commas. Its text shows nothing of it.
 *
 * @param method the HTTP method
 * @param headers by name
 * @param text the body, perhaps in Base64
 * @param isBase64 whether it is
 */
record HttpEvent(String method, Map<String, Object> headers, String text, boolean isBase64) {

    /** The answer to what cannot have been a request of Meta. */
    static final EndpointResponse BAD_REQUEST = new EndpointResponse(400, new byte[0]);

    /**
     * Reads an event.
     *
     * @throws dev.penstock.json.JsonFormatException if it is no JSON
     * @throws IllegalArgumentException if it is another kind of event
     */
    static HttpEvent parse(byte[] json) {
        var event = StrictJson.readObject(json);
        var http = object(object(event.get("requestContext")).get("http"));
        if (!"2.0".equals(event.get("version")) || !(http.get("method") instanceof String method)) {
            throw new IllegalArgumentException("The event is no HTTP request with payload format 2.0: let a function"
                    + " URL call this function, or an HTTP API whose integration has that format.");
        }
        return new HttpEvent(
                method,
                object(event.get("headers")),
                event.get("body") instanceof String body ? body : "",
                Boolean.TRUE.equals(event.get("isBase64Encoded")));
    }

    /** The value of a header, whatever the case of its name. */
    @Nullable
    Object header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The bytes of the body; empty if they are said to be Base64 and are not. */
    Optional<byte[]> body() {
        if (!isBase64) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The answer as Lambda wants it. Ours are text, so nothing is written in Base64 once more. */
    static byte[] answer(EndpointResponse response) {
        var json = new LinkedHashMap<String, Object>();
        json.put("statusCode", response.status());
        json.put("headers", response.headers());
        json.put("body", new String(response.body(), StandardCharsets.US_ASCII));
        json.put("isBase64Encoded", false);
        return StrictJson.write(json);
    }

    /** Reads and writes once, so that the classes are there. */
    static void warmUp() {
        var event = """
                {"version": "2.0", "headers": {}, "requestContext": {"http": {"method": "POST"}}, "body": "e30=",
                 "isBase64Encoded": true}""";
        parse(event.getBytes(StandardCharsets.US_ASCII)).body().ifPresent(body -> answer(BAD_REQUEST));
    }

    @SuppressWarnings("unchecked") // the strict reader makes maps with text keys only
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
    }

    @Override
    public String toString() {
        return "HttpEvent[]";
    }
}
