package dev.penstock.replay;

import java.util.Objects;

/**
 * An answer under the care of a {@link ReplayGuard}: bytes and a status, whatever they mean to the caller.
 *
 * <p>The array is not copied; nobody may change it. {@link #toString()} does not show it.
 *
 * @param status a number that the caller gives meaning to, such as an HTTP status
 * @param body the bytes
 * @param isKept whether the answer is kept for later callers, and not only given to those who are waiting for it now
 */
@SuppressWarnings("ArrayRecordComponent") // a value on the hot path; equality is never asked for
public record GuardedAnswer(int status, byte[] body, boolean isKept) {

    /** Creates an answer. */
    public GuardedAnswer {
        Objects.requireNonNull(body, "body");
    }

    @Override
    public String toString() {
        return "GuardedAnswer[status=%d, %d bytes]".formatted(status, body.length);
    }
}
