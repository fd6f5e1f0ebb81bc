package dev.penstock.graph;

import dev.penstock.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One call of the Graph API: method, path, parameters. What the typed classes do not offer can be called with it.
 *
 * <p>A {@code GET} is safe to repeat; other calls are repeated after a failure only if {@link #repeatable()} says that
 * doing it twice is the same as doing it once. Immutable; {@link #toString()} shows method and path only.
 */
public final class GraphRequest {

    private static final String BOUNDARY = "penstock-7d1f0c2b9a";

    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final String contentType;
    private final byte[] body;
    private final boolean repeatable;

    private GraphRequest(
            String method,
            String path,
            Map<String, String> query,
            String contentType,
            byte[] body,
            boolean repeatable) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.contentType = contentType;
        this.body = body;
        this.repeatable = repeatable;
    }

    /**
     * Reads.
     *
     * @param path the path below the version, such as {@code 1234/flows}, without a query
     * @return the request
     */
    public static GraphRequest get(String path) {
        return new GraphRequest("GET", checked(path), Map.of(), "", new byte[0], true);
    }

    /**
     * Posts. Without a body, until one is given.
     *
     * @param path the path below the version
     * @return the request
     */
    public static GraphRequest post(String path) {
        return new GraphRequest("POST", checked(path), Map.of(), "", new byte[0], false);
    }

    /**
     * Deletes.
     *
     * @param path the path below the version
     * @return the request
     */
    public static GraphRequest delete(String path) {
        return new GraphRequest("DELETE", checked(path), Map.of(), "", new byte[0], false);
    }

    /**
     * Adds a query parameter.
     *
     * @param name its name
     * @param value its value, unescaped
     * @return a copy
     */
    public GraphRequest with(String name, String value) {
        var more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new GraphRequest(method, path, more, contentType, body, repeatable);
    }

    /**
     * Gives the body as a form. Every character that a form must escape is escaped; that matters for a PEM text, whose
     * {@code +} and line ends Meta would otherwise store as blanks.
     *
     * @param fields the fields
     * @return a copy
     */
    public GraphRequest form(Map<String, String> fields) {
        return body("application/x-www-form-urlencoded", encode(fields).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Gives the body as JSON.
     *
     * @param value anything that {@link StrictJson#write} can write
     * @return a copy
     */
    public GraphRequest json(Map<String, ?> value) {
        return body("application/json", StrictJson.write(value));
    }

    /**
     * Gives the body as {@code multipart/form-data} of texts, without a file.
     *
     * @param fields the fields
     * @return a copy
     */
    public GraphRequest multipart(Map<String, String> fields) {
        var out = new ByteArrayOutputStream();
        writeFields(out, fields);
        return endMultipart(out);
    }

    /**
     * Gives the body as {@code multipart/form-data} with one file in the field {@code file}.
     *
     * @param fields the fields beside the file
     * @param fileName the name of the file
     * @param fileType its media type
     * @param file its bytes
     * @return a copy
     */
    public GraphRequest multipart(Map<String, String> fields, String fileName, String fileType, byte[] file) {
        var out = new ByteArrayOutputStream();
        writeFields(out, fields);
        writeText(
                out,
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(BOUNDARY, checkedName(fileName), fileType));
        out.writeBytes(file);
        writeText(out, "\r\n");
        return endMultipart(out);
    }

    /**
     * Says that doing this twice is the same as doing it once, so that it may be repeated after a failure.
     *
     * @return a copy
     */
    public GraphRequest repeatable() {
        return new GraphRequest(method, path, query, contentType, body, true);
    }

    boolean isRepeatable() {
        return repeatable;
    }

    String method() {
        return method;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    /** Path and query, to be put behind the version. */
    String target() {
        return query.isEmpty() ? path : path + "?" + encode(query);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private GraphRequest body(String type, byte[] bytes) {
        return new GraphRequest(method, path, query, type, bytes, repeatable);
    }

    private GraphRequest endMultipart(ByteArrayOutputStream out) {
        writeText(out, "--" + BOUNDARY + "--\r\n");
        return body("multipart/form-data; boundary=" + BOUNDARY, out.toByteArray());
    }

    private static void writeFields(ByteArrayOutputStream out, Map<String, String> fields) {
        fields.forEach((name, value) -> {
            if (value.contains(BOUNDARY)) {
                throw new IllegalArgumentException(
                        "The field %s holds the boundary of the multipart body.".formatted(name));
            }
            writeText(
                    out,
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(BOUNDARY, checkedName(name), value));
        });
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String checkedName(String name) {
        if (!name.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw new IllegalArgumentException(
                    "A name in a multipart body is letters, digits, dot, dash and underscore.");
        }
        return name;
    }

    private static String checked(String path) {
        if (!path.matches("[A-Za-z0-9_/-]{1,400}")) {
            throw new IllegalArgumentException(
                    "A path of the Graph API is ids and names joined by slashes, without a query.");
        }
        return path;
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
