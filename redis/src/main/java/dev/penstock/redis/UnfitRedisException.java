package dev.penstock.redis;

import java.util.Objects;

/**
 * Thrown when a Redis cannot be asked, or when it would forget what has to be remembered. The message says what to
 * change, and nothing of what is stored.
 */
public final class UnfitRedisException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what is unfit, and what to change
     */
    public UnfitRedisException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /**
     * Creates the exception.
     *
     * @param message what is unfit, and what to change
     * @param cause what the client said
     */
    public UnfitRedisException(String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));
    }
}
