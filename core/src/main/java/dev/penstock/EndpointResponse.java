package dev.penstock;

import java.util.Objects;

/**
 * An answer for an HTTP server to send: {@code status}, and a body of the type {@value #CONTENT_TYPE}, which may be empty.
 *
 * <p>The array is not copied; nobody may change it. {@link #toString()} shows nothing of the contents.
 *
 * @param status the HTTP status: 200, 400, 421, 427, 432, 500 or 503
 * @param body the bytes of the body; nothing is to be added, no quotation marks either
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record EndpointResponse(int status, byte[] body) {

    /** The type of every body, an empty one too. */
    public static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    private static final byte[] NOTHING = {};

    /** Refuses null. */
    public EndpointResponse {
        Objects.requireNonNull(body, "body");
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
