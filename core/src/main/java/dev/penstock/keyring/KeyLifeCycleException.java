package dev.penstock.keyring;

import java.util.Objects;

/**
 * Thrown when a step in the life of a key cannot be done. The message says why and what to do; it holds no key
 * material.
 */
public final class KeyLifeCycleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message why, and what to do
     */
    public KeyLifeCycleException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    KeyLifeCycleException(String message, Throwable cause) {
        super(message, cause);
    }
}
