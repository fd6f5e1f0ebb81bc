package dev.penstock.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database whose connections break off after a statement was executed and before it has said so. */
final class BreakingDataSource {

    private final String sql;
    private final AtomicInteger left;

    private BreakingDataSource(String sql, int times) {
        this.sql = sql;
        this.left = new AtomicInteger(times);
    }

    /** Breaks off so many times after statements that contain the SQL. */
    static DataSource after(String sql, int times, DataSource dataSource) {
        return new BreakingDataSource(sql, times).around(dataSource);
    }

    private DataSource around(DataSource dataSource) {
        return proxy(DataSource.class, dataSource, (result, arguments) -> around((Connection) result), "getConnection");
    }

    private Connection around(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (result, arguments) ->
                        String.valueOf(arguments[0]).contains(sql) ? around((PreparedStatement) result) : result,
                "prepareStatement");
    }

    private PreparedStatement around(PreparedStatement statement) {
        return proxy(
                PreparedStatement.class,
                statement,
                (result, arguments) -> {
                    if (left.getAndDecrement() > 0) {
                        throw new SQLException("An I/O error occurred.", "08006");
                    }
                    return result;
                },
                "executeQuery");
    }

    private interface Then {
        Object of(Object result, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, Then then, String method) {
        InvocationHandler handler = (self, called, arguments) -> {
            Object result;
            try {
                result = called.invoke(real, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
            return called.getName().equals(method) ? then.of(result, arguments) : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
