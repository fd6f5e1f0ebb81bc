package dev.penstock.gateway.tenants;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/** A real PostgreSQL for all tests of this JVM, with a fresh database for each who asks. */
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start.", failed);
        }
    }

    /** The URL of a database without tables. */
    public static String empty() throws SQLException {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return SERVER.getJdbcUrl("postgres", name);
    }

    static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
