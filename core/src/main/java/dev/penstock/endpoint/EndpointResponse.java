package dev.penstock.endpoint;

import java.util.Map;
import java.util.Objects;

/**
 * An answer for an HTTP server to send: {@code status}, {@code headers}, and a body, which may be empty.
 *
 * <p>The array is not copied; nobody may change it. {@link #toString()} shows nothing of the contents.
 *
 * @param status the HTTP status: 200, 400, 421, 427, 432, 500 or 503
 * @param headers to be sent as they are: {@code Content-Type} always, {@code Retry-After} with status 503; unmodifiable
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

    /** Copies the headers and refuses null. */
    public EndpointResponse {
        headers = Map.copyOf(Objects.requireNonNull(headers, "headers"));
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

    /** Answers with a status alone; outsiders learn no reason. */
    static EndpointResponse bare(int status) {
        return new EndpointResponse(status, NOTHING);
    }

    @Override
    public String toString() {
        return "EndpointResponse[status=%d, %d bytes]".formatted(status, body.length);
    }
}
