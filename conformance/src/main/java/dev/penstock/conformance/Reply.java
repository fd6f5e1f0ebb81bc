package dev.penstock.conformance;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What came back.
 *
 * @param status the HTTP status, 0 for no answer
 * @param body the body, empty for none
 * @param headers the headers, names in lower case
 * @param took from sending to the complete answer
 * @param failure why there is no answer; empty if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // equality is never asked for
record Reply(int status, byte[] body, Map<String, String> headers, Duration took, String failure) {

    /** How {@link #failure} begins when the connection ended before an answer had come. */
    static final String BROKEN = "the connection broke";

    static Reply none(String failure, Duration took) {
        return new Reply(0, new byte[0], Map.of(), took, failure);
    }

    boolean isMissing() {
        return status == 0;
    }

    boolean isBroken() {
        return failure.startsWith(BROKEN);
    }

    boolean isServerError() {
        return status >= 500 && status != 503;
    }

    boolean isClientError() {
        return status >= 400 && status < 500;
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    double milliseconds() {
        return took.toNanos() / 1e6;
    }

    /** What came, in words; nothing of the body. */
    String words() {
        return isMissing() ? "no answer (" + failure + ")" : "status " + status;
    }

    @Override
    public String toString() {
        return words();
    }
}
