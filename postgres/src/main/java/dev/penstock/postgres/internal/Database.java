package dev.penstock.postgres.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Runs one statement at a time on a connection that is given back at once.
 *
 * <p>Two limits apply: the server is asked to cancel a slow statement, and the socket is given up when the server does not
 * answer at all.
 */
public final class Database {

    /** How long a statement may take. */
    public static final Duration STATEMENT = Duration.ofSeconds(2);

    private static final Duration SOCKET = Duration.ofMillis(2_500);

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public <T> T call(String sql, Work<T> work) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SOCKET.toMillis()));
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try (var statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(Math.toIntExact(STATEMENT.toSeconds()));
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
