package dev.penstock.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The tables of this module, {@code penstock_…}, in the schema that comes first on the search path.
 *
 * <p>They are created and upgraded by {@link #install}, which any number of replicas may call at the same time, every
 * time they start. It needs a role that may create tables there; the guard and the sessions need the same role, since
 * they create the partitions of coming days and drop those of past ones themselves.
 *
 * <p>Stateless and thread-safe.
 */
public final class PostgresSchema {

    /** "PENS" as a number: what all our advisory locks begin with, those in the SQL functions too. */
    private static final int LOCK = 0x50454e53;

    static final String MAINTAIN = "SELECT penstock_maintain()";

    private static final List<String> VERSIONS =
            IntStream.rangeClosed(1, 7).mapToObj("schema-%d.sql"::formatted).toList();

    private PostgresSchema() {}

    /**
     * Creates the tables or brings them up to date. Does nothing if they are.
     *
     * @param dataSource the database
     * @throws PostgresStoreException if that fails; the schema is then as it was
     */
    public static void install(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                upgrade(connection);
                connection.commit();
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new PostgresStoreException("The tables penstock_… could not be created or upgraded.", failed);
        }
        maintain(dataSource);
    }

    private static void upgrade(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(%d, 1)".formatted(LOCK));
            statement.execute("""
                CREATE TABLE IF NOT EXISTS penstock_schema (
                    version integer PRIMARY KEY, installed_at timestamptz NOT NULL DEFAULT now())\
                """);
            int installed;
            try (var rows = statement.executeQuery("SELECT coalesce(max(version), 0) FROM penstock_schema")) {
                rows.next();
                installed = rows.getInt(1);
            }
            for (int version = installed + 1; version <= VERSIONS.size(); version++) {
                statement.execute(script(VERSIONS.get(version - 1)));
                statement.execute("INSERT INTO penstock_schema (version) VALUES (%d)".formatted(version));
            }
        }
    }

    private static String script(String name) {
        try (var in = PostgresSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing from this library.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The resource " + name + " cannot be read.", unreadable);
        }
    }

    /**
     * Creates the partitions of the next seven days and drops those whose rows have all expired. The guard does this by
     * itself once an hour, beside the requests; a scheduled job may do it as well. While another does it, it waits for
     * a second and a half at most and then leaves it to that one.
     *
     * @param dataSource the database
     * @throws PostgresStoreException if that fails
     */
    public static void maintain(DataSource dataSource) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(MAINTAIN);
        } catch (SQLException failed) {
            throw new PostgresStoreException("The partitions of penstock_… could not be maintained.", failed);
        }
    }
}
