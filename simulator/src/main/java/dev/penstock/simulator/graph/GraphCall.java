package dev.penstock.simulator.graph;

import com.sun.net.httpserver.HttpExchange;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call that came in: the path below the version, the query, and the parameters of the body, whatever its encoding.
 *
 * @param method the HTTP method
 * @param version the version of the Graph API that is called, such as {@code v25.0}; empty if the path names none
 * @param path the path without the version, such as {@code 1234/flows}
 * @param query the query parameters
 * @param contentType the media type of the body
 * @param parameters the parameters in the body; the file of a multipart body is the parameter {@code file}
 */
public record GraphCall(
        String method,
        String version,
        String path,
        Map<String, String> query,
        String contentType,
        Map<String, Object> parameters) {

    /** The largest body that is read: a Flow JSON of 10 MB and what is around it. */
    static final int MAX_BYTES = 12_000_000;

    /**
     * How many fields a form or a multipart body may have; Meta's own have a dozen. Each takes many times its bytes.
     */
    static final int MAX_FIELDS = 1_000;

    private static final Pattern VERSION = Pattern.compile("^/?(v[0-9]+\\.[0-9]+)/");

    /** What the head of a call says; its query only as text, since nobody has been let in yet. */
    record Head(String method, String version, String path, String query, String contentType) {

        /**
         * The whole call.
         *
         * @throws JsonFormatException if the body is JSON and cannot be read
         * @throws IllegalArgumentException if the query or a form cannot be read
         */
        GraphCall withBody(byte[] body) {
            return new GraphCall(
                    method, version, path, form(query), contentType, GraphCall.parameters(contentType, body));
        }
    }

    static Head head(HttpExchange exchange) {
        var path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
        var version = VERSION.matcher(path);
        boolean hasVersion = version.find();
        return new Head(
                exchange.getRequestMethod(),
                hasVersion ? version.group(1) : "",
                (hasVersion ? path.substring(version.end()) : path).replaceFirst("^/", ""),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), ""));
    }

    GraphCall withoutParameters() {
        return new GraphCall(method, version, path, query, contentType, Map.of());
    }

    Optional<String> text(String name) {
        return parameters.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A list, which a form carries as JSON text. */
    List<?> list(String name) {
        if (parameters.get(name) instanceof List<?> list) {
            return list;
        }
        return text(name)
                .map(text -> (List<?>)
                        StrictJson.readObject("{\"list\":" + text + "}").get("list"))
                .orElse(List.of());
    }

    boolean flag(String name) {
        return "true".equals(String.valueOf(parameters.get(name)));
    }

    /** Shows neither query nor parameters, which hold keys, tokens and texts. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    private static Map<String, Object> parameters(String type, byte[] bytes) {
        if (bytes.length == 0) {
            return Map.of();
        }
        if (type.startsWith("application/json")) {
            return StrictJson.readObject(bytes);
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return new LinkedHashMap<>(form(new String(bytes, StandardCharsets.UTF_8)));
        }
        return type.startsWith("multipart/form-data") ? multipart(type, bytes) : Map.of();
    }

    private static Map<String, String> form(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : split(text, "&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static List<String> split(String text, String separator) {
        var parts = text.split(Pattern.quote(separator), MAX_FIELDS + 1);
        if (parts.length > MAX_FIELDS) {
            throw new IllegalArgumentException("more than %d fields".formatted(MAX_FIELDS));
        }
        return List.of(parts);
    }

    private static Map<String, Object> multipart(String type, byte[] bytes) {
        int at = type.indexOf("boundary=");
        if (at < 0) {
            throw new IllegalArgumentException("no boundary");
        }
        var boundary = "--" + type.substring(at + "boundary=".length()).replace("\"", "");
        var fields = new LinkedHashMap<String, Object>();
        // Bytes as characters, so that nothing of a file is lost.
        for (var part : split(new String(bytes, StandardCharsets.ISO_8859_1), boundary)) {
            int head = part.indexOf("\r\n\r\n");
            int name = part.indexOf("name=\"");
            if (head > 0 && name > 0 && name < head && part.length() >= head + 6) {
                var value = part.substring(head + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
                var field = part.substring(name + 6, part.indexOf('"', name + 6));
                fields.put(field, new String(value, StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
