package dev.penstock.gateway.backend;

import java.util.Objects;

/**
 * Thrown when a backend does not answer, or not in a form that could be shown. The message says what happened and what
 * to mend; it never holds anything of the request, and of the answer only where that was asked for, for development.
 */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param reason why there is no answer
     * @param problem what happened and what to mend, in sentences for whoever runs the backend
     */
    public BackendException(Reason reason, String problem) {
        super(Objects.requireNonNull(problem, "problem"));
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    BackendException(Reason reason, String problem, Throwable cause) {
        super(problem, cause);
        this.reason = reason;
    }

    /** {@return why there is no answer} */
    public Reason reason() {
        return reason;
    }

    /** Why there is no answer. */
    public enum Reason {
        /** No connection could be made: nothing was sent. */
        UNREACHABLE,
        /** The connection broke, or what came was no HTTP; whether the backend did something is not known. */
        BROKEN,
        /** The answer did not come in time; the backend may still be at work. */
        LATE,
        /** A status other than 200 and 427. */
        STATUS,
        /** A redirect, which is never followed. */
        REDIRECT,
        /** The answer is not one JSON object. */
        NOT_JSON,
        /** The answer is larger than allowed. */
        TOO_LARGE,
        /** The answer is JSON, but none of the documented answers. */
        UNFIT,
        /** So many requests are under way at the backend that this one was not sent. */
        BUSY,
        /** The backend failed so often just now that it is left alone for a while; nothing was sent. */
        RESTING
    }
}
