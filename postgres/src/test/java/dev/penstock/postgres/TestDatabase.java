package dev.penstock.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** A real PostgreSQL for all tests of this JVM, with a fresh database for each who asks. */
final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start.", failed);
        }
    }

    /** A database without tables. */
    static String empty() throws SQLException {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        execute(SERVER.getPostgresDatabase(), "CREATE DATABASE " + name);
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** A database with our tables. */
    static String installed() throws SQLException {
        var url = empty();
        try (var pool = pool(url, 2)) {
            PostgresSchema.install(pool);
        }
        return url;
    }

    static HikariDataSource pool(String url, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    static void execute(DataSource dataSource, String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(DataSource dataSource, String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** How the server would go about a statement, in lines. */
    static String plan(DataSource dataSource, String sql) throws SQLException {
        execute(dataSource, "ANALYZE");
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("EXPLAIN " + sql)) {
            var plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }
}
