package dev.penstock.examples.booking.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * Connections to an embedded server. The password is never sent, only proven: a server that asks for it gets nothing.
 */
final class EmbeddedLogin {

    private static final String SCRAM = "scram-sha-256";

    private EmbeddedLogin() {}

    static DatabaseSettings settings(int port, String password) {
        return new DatabaseSettings(
                url(port) + "?requireAuth=" + SCRAM, Optional.of(Cluster.USER), Optional.of(password));
    }

    /** Whether the server there runs on this data directory and takes the password. */
    static boolean isServed(int port, String password, Path data) throws IOException {
        var settings = settings(port, password);
        return servesFrom(settings.jdbcUrl(), settings.properties(), data);
    }

    /** Whether the server there runs on this data directory and lets anybody in. */
    static boolean isOpen(int port, Path data) throws IOException {
        var nobody = new Properties();
        nobody.setProperty("user", Cluster.USER);
        return servesFrom(url(port), nobody, data);
    }

    private static boolean servesFrom(String url, Properties properties, Path data) throws IOException {
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        try (var connection = DriverManager.getConnection(url, properties);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW data_directory")) {
            return rows.next() && Path.of(rows.getString(1)).toRealPath().equals(data.toRealPath());
        } catch (SQLException notOurs) {
            return false;
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }
}
