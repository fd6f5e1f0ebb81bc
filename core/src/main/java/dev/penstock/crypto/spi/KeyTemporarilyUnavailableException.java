package dev.penstock.crypto.spi;

import java.util.Objects;

/**
 * Thrown by a {@link KeyUnwrapper} that cannot use its key just now: its KMS does not answer, its HSM is busy, its key
 * is still being loaded. It says nothing of the request, which may well be for that key.
 *
 * <p>An endpoint answers status 503, after which the person can try again. It is not 421, on which every phone would
 * fetch the business public key anew, and the same key again.
 */
public final class KeyTemporarilyUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what is away, for people; no key, nothing of the request
     */
    public KeyTemporarilyUnavailableException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /**
     * Creates the exception.
     *
     * @param message what is away, for people; no key, nothing of the request
     * @param cause why
     */
    public KeyTemporarilyUnavailableException(String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));
    }
}
