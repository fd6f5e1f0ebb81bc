package dev.penstock.simulator.graph;

import java.time.Duration;

/** Something that goes wrong with a call. */
public sealed interface Fault {

    /**
     * Status 429, code 80007.
     *
     * @param retryAfter the header {@code Retry-After}; left out if zero
     */
    record RateLimit(Duration retryAfter) implements Fault {}

    /** Status 401, code 190; the text quotes the token, as Meta's does. */
    record ExpiredToken() implements Fault {}

    /**
     * A fault on Meta's side.
     *
     * @param status 500 to 599
     */
    record ServerError(int status) implements Fault {}

    /**
     * The call is done, and answered late.
     *
     * @param by how late
     */
    record Slow(Duration by) implements Fault {}

    /** The call is done, and its answer is lost: the connection is closed. */
    record AnswerLost() implements Fault {}

    /**
     * Something else answers, such as a proxy.
     *
     * @param status the status
     * @param body the body
     */
    record Other(int status, String body) implements Fault {}
}
