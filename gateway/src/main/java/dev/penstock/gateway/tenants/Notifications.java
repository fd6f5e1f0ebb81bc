package dev.penstock.gateway.tenants;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Waits for notifications on a connection of PostgreSQL's driver. By reflection, so that the driver, and the
 * annotations that it is full of, are needed only where it runs.
 */
final class Notifications {

    private final Object connection;
    private final Method wait;

    private Notifications(Object connection, Method wait) {
        this.connection = connection;
        this.wait = wait;
    }

    static Notifications on(Connection connection) throws SQLException {
        try {
            var type = Class.forName("org.postgresql.PGConnection");
            return new Notifications(connection.unwrap(type), type.getMethod("getNotifications", int.class));
        } catch (ReflectiveOperationException otherDriver) {
            throw new SQLException("This is no connection of PostgreSQL's own driver.", otherDriver);
        }
    }

    /** Returns when there is one, or the time is over. */
    void await(Duration most) throws SQLException {
        try {
            wait.invoke(connection, Math.toIntExact(most.toMillis()));
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof SQLException known ? known : new SQLException(failed);
        } catch (IllegalAccessException otherDriver) {
            throw new SQLException("The driver of PostgreSQL does not tell of notifications.", otherDriver);
        }
    }
}
