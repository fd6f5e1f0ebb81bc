package dev.penstock.gateway.media;

import java.util.Map;
import java.util.Objects;

/**
 * An answer to a backend that asks for a file, for an HTTP server to send. The array is not copied; nobody may change
 * it.
 *
 * @param status 200; 404 for a link that was never given, 410 for one that has expired, 502 where the file cannot be
 *     had
 * @param headers to be sent as they are
 * @param body the bytes of the file; empty for other statuses
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record MediaAnswer(int status, Map<String, String> headers, byte[] body) {

    /** Copies the headers and refuses null. */
    public MediaAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    static MediaAnswer bare(int status) {
        return new MediaAnswer(status, Map.of("Cache-Control", "no-store"), new byte[0]);
    }

    @Override
    public String toString() {
        return "MediaAnswer[%d, %d bytes]".formatted(status, body.length);
    }
}
