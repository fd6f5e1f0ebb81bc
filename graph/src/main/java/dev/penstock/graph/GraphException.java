package dev.penstock.graph;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Thrown when a call of the Graph API fails: refused by Meta, answered with something unreadable, or not answered.
 *
 * <p>The message says which call failed, what Meta said, its details included, and what to do. It never holds the
 * access token, also where Meta's own text quotes it.
 */
public final class GraphException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String happened;
    private final int status;
    private final GraphError error;

    /**
     * @param happened what happened, to which the message adds what to do
     * @param status the HTTP status, 0 if there was no answer
     */
    GraphException(String happened, int status, GraphError error) {
        super(GraphAdvice.of(status, error)
                .map(advice -> happened + " " + advice)
                .orElse(happened));
        this.happened = happened;
        this.status = status;
        this.error = error;
    }

    /**
     * Creates the exception for an answer whose status was fine and whose content was not.
     *
     * @param message what was wrong with the answer, without its content
     * @return the exception
     */
    public static GraphException unreadable(String message) {
        return new GraphException(message, 200, GraphError.none());
    }

    /**
     * {@return what to do about an error code of Meta's, in a sentence or two; empty for a code that is not known here}
     *
     * @param code the code, such as one that a webhook about a message names
     */
    public static Optional<String> adviceFor(int code) {
        return GraphAdvice.of(200, GraphError.ofCode(code));
    }

    /** {@return the HTTP status, 0 if Meta gave no answer} */
    public int status() {
        return status;
    }

    /** {@return Meta's error code, if it gave one} */
    public OptionalInt code() {
        return error.code();
    }

    /** {@return Meta's error subcode, if it gave one} */
    public OptionalInt subcode() {
        return error.subcode();
    }

    /** {@return the id under which Meta can look the call up ({@code fbtrace_id}), for a support case} */
    public Optional<String> traceId() {
        return error.traceId();
    }

    /** {@return the message without the advice, for those who show that elsewhere} */
    public String happened() {
        return happened;
    }

    /**
     * {@return what Meta says of this very call ({@code error_data.details}), such as which parameter is missing;
     * without the access token, and cut after 400 characters}
     */
    public Optional<String> details() {
        return error.details();
    }

    /** {@return what to do, in a sentence or two; {@link #getMessage()} ends with it} */
    public Optional<String> advice() {
        return GraphAdvice.of(status, error);
    }

    /** {@return how long Meta asked to wait ({@code Retry-After})} */
    public Optional<Duration> retryAfter() {
        return error.retryAfter();
    }

    /** {@return whether the same call may work later without anything being changed} */
    public boolean isTransient() {
        return status == 0 || status == 429 || status >= 500 || error.isTransient() || GraphAdvice.isRateLimit(error);
    }

    /** {@return whether the access token is refused: expired, revoked or malformed (code 190, or status 401)} */
    public boolean isTokenRefused() {
        return status == 401 || error.code().orElse(0) == GraphAdvice.TOKEN_REFUSED;
    }
}
