package dev.penstock.endpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as an HTTP server received it.
 *
 * <p>The array is not copied; nobody may change it afterwards. {@link #toString()} shows nothing of the contents.
 *
 * @param body the bytes of the body exactly as received: the signature is over them
 * @param signature the value of the header {@code X-Hub-Signature-256}, empty if absent
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record EndpointRequest(byte[] body, String signature) {

    /** Refuses null; {@link #of} takes it for a header that is absent. */
    public EndpointRequest {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(signature, "signature");
    }

    /**
     * Makes a request.
     *
     * @param body the bytes of the body exactly as received
     * @param signature the value of the header {@code X-Hub-Signature-256}; {@code null}, as most HTTP servers give it,
     *     or empty if absent
     * @return the request
     */
    public static EndpointRequest of(byte[] body, @Nullable String signature) {
        return new EndpointRequest(body, signature == null ? "" : signature);
    }

    @Override
    public String toString() {
        return "EndpointRequest[%d bytes]".formatted(body.length);
    }
}
