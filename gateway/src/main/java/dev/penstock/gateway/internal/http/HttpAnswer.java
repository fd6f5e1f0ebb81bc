package dev.penstock.gateway.internal.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param status 200 to 999
 * @param headers by their names in lower case; the values of a repeated one are joined by a comma
 * @param body the bytes of the body
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "HttpAnswer[%d, %d bytes]".formatted(status, body.length);
    }
}
