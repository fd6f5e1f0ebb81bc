package dev.penstock.examples.booking;

import dev.penstock.examples.booking.database.DatabaseException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The connections of a database that may still be opening: who asks for one waits until it is open. Thread-safe. */
final class AwaitedDataSource implements DataSource {

    private final DatabaseOpening opening;

    AwaitedDataSource(DatabaseOpening opening) {
        this.opening = opening;
    }

    private DataSource opened() throws SQLException {
        try {
            return opening.database().dataSource();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while the database was opening.", interrupted);
        } catch (DatabaseException neverOpened) {
            throw new SQLTransientConnectionException("The database could not be opened.", neverOpened);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return opened().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return opened().getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return opened().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        opened().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        opened().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return opened().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("This source of connections does not log.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : opened().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || opened().isWrapperFor(type);
    }
}
