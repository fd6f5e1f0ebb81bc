package dev.penstock.examples.booking.database;

/** Thrown when there is no database to work with, in a sentence that says what helps. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what happened and what helps
     * @param cause why
     */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
