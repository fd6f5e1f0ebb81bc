package dev.penstock.crypto.spi;

import java.util.Objects;

/** Thrown when a provider of RSA cannot be used here. The message says why; it never holds key material. */
public final class KeyUnwrapperUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message why the provider cannot be used
     */
    public KeyUnwrapperUnavailableException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
