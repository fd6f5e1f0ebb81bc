package dev.penstock.replay;

/** Thrown when a replay guard cannot do its work. */
public final class ReplayGuardException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what the guard could not do
     * @param cause why
     */
    public ReplayGuardException(String message, Throwable cause) {
        super(message, cause);
    }
}
