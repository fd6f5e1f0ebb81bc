package dev.penstock.postgres.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Runs one statement at a time on a connection that is given back at once.
 *
 * <p>Two limits apply: the server is asked to cancel a slow statement, and the socket is given up when the server does
 * not answer at all.
 */
public final class Database {

    /** How long a statement may take. */
    public static final Duration STATEMENT = Duration.ofSeconds(2);

    /** How much longer the socket is given than the server. */
    private static final Duration SOCKET_MARGIN = Duration.ofMillis(500);

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public <T> T call(String sql, Work<T> work) throws SQLException {
        return call(sql, STATEMENT, work);
    }

    /**
     * @param atMost how long the statement may take, in whole seconds
     */
    public <T> T call(String sql, Duration atMost, Work<T> work) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(atMost.plus(SOCKET_MARGIN).toMillis()));
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try (var statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(Math.toIntExact(atMost.toSeconds()));
                return work.on(statement);
            } finally {
                restore(connection, before, autoCommit);
            }
        }
    }

    /** A broken connection is thrown away by its pool, so what cannot be restored does not matter. */
    private static void restore(Connection connection, int networkTimeout, boolean autoCommit) throws SQLException {
        if (!connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
            connection.setAutoCommit(autoCommit);
        }
    }

    /** What is done with the statement. */
    @FunctionalInterface
    public interface Work<T> {

        T on(PreparedStatement statement) throws SQLException;
    }
}
