package dev.penstock.server;

/** Thrown when a server cannot start; the message says why and what to do. */
public final class ServerStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message why the server cannot start, and what helps
     */
    public ServerStartException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param message why the server cannot start, and what helps
     * @param cause the failure beneath
     */
    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
