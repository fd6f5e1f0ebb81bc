package dev.penstock.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An answer for an HTTP server to send: {@code status}, {@code headers}, and a body, which may be empty.
 *
 * <p>The array is not copied; nobody may change it. {@link #toString()} shows nothing of the contents.
 *
 * @param status the HTTP status: 200, 400, 421, 427, 432, 500 or 503; of {@link HttpRefusal} 405, 413 or 415
 * @param headers to be sent as they are: {@code Content-Type} always, {@code Retry-After} with status 503, {@code
 *     Allow} with status 405; unmodifiable
 * @param body the bytes of the body; nothing is to be added, no quotation marks either
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record EndpointResponse(int status, Map<String, String> headers, byte[] body) {

    /** The type of every body, an empty one too. */
    public static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    /** The header that says after how many seconds to try again. */
    public static final String RETRY_AFTER = "Retry-After";

    private static final byte[] NOTHING = {};
    private static final Map<String, String> HEADERS = Map.of("Content-Type", CONTENT_TYPE);
    private static final Map<String, String> HEADERS_OF_503 = Map.of("Content-Type", CONTENT_TYPE, RETRY_AFTER, "1");

    /**
     * Copies the headers and refuses null.
     *
     * @throws IllegalArgumentException if a header has a name or a value that HTTP does not allow, or its name occurs
     *     twice in different case
     */
    public EndpointResponse {
        headers = Map.copyOf(Objects.requireNonNull(headers, "headers"));
        HeaderForm.check(headers);
        Objects.requireNonNull(body, "body");
    }

    /**
     * Makes an answer with the headers that belong to its status.
     *
     * @param status the HTTP status
     * @param body the bytes of the body
     */
    public EndpointResponse(int status, byte[] body) {
        this(status, status == 503 ? HEADERS_OF_503 : HEADERS, body);
    }

    /**
     * Adds headers, for those who send others with every answer; one of the same name is replaced.
     *
     * @param more by name; the case of a name does not matter
     * @return a copy
     * @throws IllegalArgumentException if a header has a name or a value that HTTP does not allow, or its name occurs
     *     twice in different case
     */
    public EndpointResponse withHeaders(Map<String, String> more) {
        Objects.requireNonNull(more, "more");
        var all = new HashMap<>(headers);
        all.keySet().removeIf(name -> more.keySet().stream().anyMatch(name::equalsIgnoreCase));
        all.putAll(more);
        return new EndpointResponse(status, all, body);
    }

    /**
     * Looks a header up.
     *
     * @param name in any case
     * @return its value
     */
    public Optional<String> header(String name) {
        Objects.requireNonNull(name, "name");
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findAny();
    }

    /** Answers with a status alone; outsiders learn no reason. */
    static EndpointResponse bare(int status) {
        return new EndpointResponse(status, NOTHING);
    }

    @Override
    public String toString() {
        return "EndpointResponse[status=%d, %d bytes]".formatted(status, body.length);
    }
}
