package dev.penstock.crypto;

import java.util.Objects;

/**
 * Thrown when a private key cannot be kept in a file that only its owner can read. The message says why and what helps;
 * it never holds key material.
 */
public final class UnwritableKeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what happened, and what helps
     */
    public UnwritableKeyFileException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
