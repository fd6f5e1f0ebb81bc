package dev.penstock.endpoint;

import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.internal.Headers;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is refused by the head of an HTTP request, so that nobody reads its body: the same however an endpoint is
 * served. For those who bring an endpoint to another HTTP server; {@code docs/reference/statuses.md} has all statuses.
 */
public final class HttpRefusal {

    private static final Map<String, String> ALLOWED = Map.of("Allow", "POST");

    private HttpRefusal() {}

    /**
     * Looks at the method, and at {@link #byContent what the headers say of the body}.
     *
     * @param method the HTTP method, such as {@code POST}
     * @param headers asked by name, as in {@link EndpointRequest#of(byte[], Function)}
     * @return the answer to send, with status 405 if the method is not {@code POST}; empty if the request is to be read
     * @throws IllegalArgumentException if the lookup gives no text, which is a mistake of the program
     */
    public static Optional<EndpointResponse> byHead(
            String method, Function<String, ? extends @Nullable Object> headers) {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(headers, "headers");
        return method.equals("POST")
                ? byContent(headers)
                : Optional.of(EndpointResponse.bare(405).withHeaders(ALLOWED));
    }

    /**
     * Looks at what the headers say of the body.
     *
     * @param headers asked by name, as in {@link EndpointRequest#of(byte[], Function)}
     * @return the answer to send: status 415 if the body is compressed, or a form or another type that is certainly no
     *     JSON; 413 if it is announced as longer than {@link EncryptedRequest#MAX_BODY_BYTES}. Empty if the request is
     *     to be read
     * @throws IllegalArgumentException if the lookup gives no text, which is a mistake of the program
     */
    public static Optional<EndpointResponse> byContent(Function<String, ? extends @Nullable Object> headers) {
        Objects.requireNonNull(headers, "headers");
        if (!Headers.value(headers, "Content-Encoding").isEmpty()
                || isCertainlyNoJson(Headers.value(headers, "Content-Type"))) {
            return Optional.of(EndpointResponse.bare(415));
        }
        return isTooLong(Headers.value(headers, "Content-Length").strip()) ? Optional.of(tooLarge()) : Optional.empty();
    }

    /**
     * {@return the answer to a body that turns out to be longer than {@link EncryptedRequest#MAX_BODY_BYTES}, with
     * status 413; what has not been read of it is better not read, so the connection is to be closed}
     */
    public static EndpointResponse tooLarge() {
        return EndpointResponse.bare(413);
    }

    /** Meta sends JSON; what counts is the body, so only types that certainly mean something else are refused. */
    private static boolean isCertainlyNoJson(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT).strip();
        return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
    }

    /** What is no number is left to the HTTP server, which has to know where the body ends. */
    private static boolean isTooLong(String contentLength) {
        long length = 0;
        for (int i = 0; i < contentLength.length(); i++) {
            int digit = contentLength.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            length = Math.min(length * 10 + digit, Integer.MAX_VALUE);
        }
        return length > EncryptedRequest.MAX_BODY_BYTES;
    }
}
