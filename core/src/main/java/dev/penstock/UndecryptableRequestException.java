package dev.penstock;

/**
 * Thrown when a request cannot be decrypted (status 421), after which the phone fetches the business public key again
 * and resends once.
 *
 * <p>There is one message for all reasons, no cause, and no stack trace: whether RSA, the length of the unwrapped key
 * or AES-GCM failed is nobody's business, since a difference that can be seen from outside is a decryption oracle.
 */
public final class UndecryptableRequestException extends FlowException {

    private static final long serialVersionUID = 1;

    /** Creates the exception; all instances are alike. */
    public UndecryptableRequestException() {
        super("The request cannot be decrypted with any key of the keyset.");
    }

    @Override
    public int status() {
        return 421;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
