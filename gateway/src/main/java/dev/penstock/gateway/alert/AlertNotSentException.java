package dev.penstock.gateway.alert;

import java.util.Objects;

/** Thrown when an alert could not be told. The message says why and holds no secret. */
public final class AlertNotSentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param problem why, in a few words
     */
    public AlertNotSentException(String problem) {
        super(Objects.requireNonNull(problem, "problem"));
    }

    AlertNotSentException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
