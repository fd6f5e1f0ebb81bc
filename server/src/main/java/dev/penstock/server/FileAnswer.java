package dev.penstock.server;

import java.util.Map;
import java.util.Objects;

/**
 * What {@link PenstockServerBuilder#files} answers: a file, or a bare status. The array is not copied; nobody may
 * change it.
 *
 * @param status 200 with a file; another, such as 404, without
 * @param headers to be sent as they are
 * @param body the bytes of the file; empty for other statuses
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record FileAnswer(int status, Map<String, String> headers, byte[] body) {

    /** Copies the headers and refuses null. */
    public FileAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /**
     * Makes an answer without a file.
     *
     * @param status why there is none, such as 404
     * @return the answer, which nobody may store
     */
    public static FileAnswer bare(int status) {
        return new FileAnswer(status, Map.of("Cache-Control", "no-store"), new byte[0]);
    }

    /** Shows nothing of the file. */
    @Override
    public String toString() {
        return "FileAnswer[%d, %d bytes]".formatted(status, body.length);
    }
}
