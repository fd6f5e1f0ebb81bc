package dev.penstock.gateway;

/** A tenant cannot be loaded; the message says why, without any secret. */
public final class TenantUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message a sentence
     */
    public TenantUnavailableException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message a sentence
     * @param cause what failed
     */
    public TenantUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
