package dev.penstock.replay;

import java.util.Objects;

/**
 * Thrown when a replay guard cannot promise that an answer is the only one: its store does not answer, does not say
 * what it has stored, or has no room to remember one more.
 */
public final class ReplayGuardException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what the guard could not do; nothing of a request's contents
     */
    public ReplayGuardException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /**
     * Creates the exception.
     *
     * @param message what the guard could not do; nothing of a request's contents
     * @param cause why
     */
    public ReplayGuardException(String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));
    }
}
