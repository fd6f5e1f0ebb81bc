package dev.penstock.postgres;

/** Something cannot be sealed or opened; the message holds no secret. */
public final class KeyEncryptionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message a sentence that says what to do
     */
    public KeyEncryptionException(String message) {
        super(message);
    }
}
