package dev.penstock.examples.booking;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.examples.booking.database.ConnectionPool;
import dev.penstock.examples.booking.database.DatabaseException;
import dev.penstock.examples.booking.database.DatabaseSettings;
import dev.penstock.examples.booking.database.EmbeddedServer;
import dev.penstock.examples.booking.database.Migrations;
import dev.penstock.postgres.PostgresStoreException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * The database of the bookings: a PostgreSQL server, or an embedded one whose data directory survives restarts. Nothing
 * else changes between the two.
 *
 * <p>Opening brings the tables up to date; several processes may do so at the same time. Thread-safe. {@link #close()}
 * gives back the connections and stops an embedded server that this process owns.
 */
public final class BookingDatabase implements AutoCloseable {

    /** How many connections a process has at most, unless said otherwise: 10. */
    public static final int DEFAULT_POOL_SIZE = 10;

    private final HikariDataSource pool;
    private final Optional<EmbeddedServer> server;
    private final String description;

    private BookingDatabase(HikariDataSource pool, Optional<EmbeddedServer> server, String description) {
        this.pool = pool;
        this.server = server;
        this.description = description;
    }

    /**
     * Opens the server that {@code DATABASE_URL} or the {@code PG…} variables name, otherwise an embedded one.
     *
     * @param environment usually {@link System#getenv()}
     * @param dataDirectory where the data of an embedded server is
     * @param zone the zone of the business, for the times of the sample performances
     * @return the database
     * @throws DatabaseException if there is none, in a sentence that says what helps
     * @throws IllegalArgumentException if the variables cannot be understood
     */
    public static BookingDatabase open(Map<String, String> environment, Path dataDirectory, ZoneId zone) {
        return DatabaseSettings.fromEnv(environment)
                .map(settings -> at(settings, zone))
                .orElseGet(() -> embedded(dataDirectory, zone));
    }

    /**
     * Opens it as {@link #open} does, on a thread of its own: it takes longest at a start, and much else can be
     * prepared meanwhile.
     *
     * @param environment usually {@link System#getenv()}
     * @param dataDirectory where the data of an embedded server is
     * @param zone the zone of the business
     * @return what gives the database, and closes it
     */
    public static DatabaseOpening opening(Map<String, String> environment, Path dataDirectory, ZoneId zone) {
        return new DatabaseOpening(() -> open(environment, dataDirectory, zone));
    }

    /**
     * Starts an embedded server, or uses the one that runs on the directory already.
     *
     * @param dataDirectory where the data is; created if it is not there
     * @param zone the zone of the business
     * @return the database
     * @throws DatabaseException if it does not start
     */
    public static BookingDatabase embedded(Path dataDirectory, ZoneId zone) {
        var server = EmbeddedServer.start(dataDirectory, OptionalInt.empty());
        return open(server.settings(), Optional.of(server), "embedded PostgreSQL in " + dataDirectory, zone);
    }

    /**
     * Opens a server.
     *
     * @param url {@code postgres://user:password@host:5432/name}
     * @param zone the zone of the business
     * @return the database
     * @throws DatabaseException if it does not answer
     * @throws IllegalArgumentException if the URL cannot be understood
     */
    public static BookingDatabase at(String url, ZoneId zone) {
        return at(DatabaseSettings.parse(url), zone);
    }

    private static BookingDatabase at(DatabaseSettings settings, ZoneId zone) {
        return open(settings, Optional.empty(), "PostgreSQL at " + settings, zone);
    }

    private static BookingDatabase open(
            DatabaseSettings settings, Optional<EmbeddedServer> server, String description, ZoneId zone) {
        var database = new BookingDatabase(pool(settings), server, description);
        try (var patient = ConnectionPool.patient(settings)) {
            Migrations.install(patient, zone);
            return database;
        } catch (FlywayException | PostgresStoreException failed) {
            database.close();
            throw new DatabaseException(
                    "The tables could not be brought up to date, %s: is it running, and may this user create tables?"
                            .formatted(description),
                    failed);
        }
    }

    /** What the driver throws for an address that it does not take is of every kind, and may quote a password. */
    private static HikariDataSource pool(DatabaseSettings settings) {
        try {
            return ConnectionPool.open(settings, DEFAULT_POOL_SIZE);
        } catch (RuntimeException notTaken) {
            throw new DatabaseException(
                    "The driver of PostgreSQL does not take the address of the database: check DATABASE_URL, or"
                            + " PGHOST, PGPORT and PGDATABASE.",
                    notTaken);
        }
    }

    /** {@return the connections} */
    public DataSource dataSource() {
        return pool;
    }

    /** {@return how many connections are in use just now} */
    public int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /** {@return what it is, for people; no password} */
    public String description() {
        return description;
    }

    @Override
    public void close() {
        pool.close();
        server.ifPresent(EmbeddedServer::close);
    }
}
