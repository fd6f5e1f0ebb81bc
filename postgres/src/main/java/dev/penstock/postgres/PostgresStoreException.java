package dev.penstock.postgres;

import java.sql.SQLException;

/** Thrown when the shared state cannot be read or written, for example because the database is down. */
public final class PostgresStoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what could not be done
     * @param cause what the driver or the pool said
     */
    public PostgresStoreException(String message, SQLException cause) {
        super(message + " SQL state " + state(cause) + ".", cause);
    }

    private static String state(SQLException cause) {
        var state = cause.getSQLState();
        return state == null ? "unknown" : state;
    }
}
