package dev.penstock.crypto;

import java.util.Objects;

/**
 * Thrown at start-up when something given as a key cannot serve as one. The message says what was found and the command
 * that helps; it never holds key material or a passphrase.
 */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was found, and what helps
     */
    public UnusableKeyException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
