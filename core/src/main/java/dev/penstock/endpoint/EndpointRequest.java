package dev.penstock.endpoint;

import dev.penstock.internal.Headers;
import dev.penstock.trust.RequestSignature;
import java.util.Objects;
import java.util.function.Function;
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

    /** Refuses null; {@link #of(byte[], String)} takes it for a header that is absent. */
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

    /**
     * Makes a request from whatever holds the headers, so that nobody has to spell a name: {@code of(body,
     * headers::get)}.
     *
     * <p>Names of headers have no case in HTTP, and the lookup must not care for it either. A map that does is asked
     * for the usual spelling and for lower case, in which HTTP/2 and AWS Lambda give names.
     *
     * <p>A header that is absent makes a request without a signature, and several make one whose signature is
     * malformed, since Meta sends exactly one: an endpoint with an app secret answers both with status 432.
     *
     * @param body the bytes of the body exactly as received
     * @param headers asked by name for the headers that count. It gives a text, or several as an {@code Optional}, an
     *     {@code Iterable}, an {@code Enumeration} or an array of texts; {@code null} or none of them if the header is
     *     absent
     * @return the request
     * @throws IllegalArgumentException if the lookup gives something else, which is a mistake of the program
     */
    public static EndpointRequest of(byte[] body, Function<String, ? extends @Nullable Object> headers) {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(headers, "headers");
        return new EndpointRequest(body, Headers.value(headers, RequestSignature.HEADER));
    }

    @Override
    public String toString() {
        return "EndpointRequest[%d bytes]".formatted(body.length);
    }
}
