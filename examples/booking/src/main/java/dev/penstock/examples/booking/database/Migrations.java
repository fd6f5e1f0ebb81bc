package dev.penstock.examples.booking.database;

import dev.penstock.postgres.PostgresSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables up to date, with Flyway. To find out that there is nothing to do takes Flyway a third of a second
 * of processor time. So it leaves a mark of what it has installed, and is not asked again as long as that is the same.
 */
public final class Migrations {

    /** Where Flyway looks, and what is there. A file that is missing from this list would not be noticed. */
    public static final Map<String, List<String>> FILES = Map.of(
            "db/migration", List.of("V1__appointments.sql", "V2__seats.sql", "V3__attachments.sql"),
            "db/sample", List.of("R__sample_business.sql"));

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * Installs what is missing; several processes may do so at the same time.
     *
     * @param dataSource not one with the limits of a request: replicas that start together wait for one another
     * @param zone the zone of the business, for the times of the sample performances
     */
    public static void install(DataSource dataSource, ZoneId zone) {
        var mark = mark(zone);
        if (!isInstalled(dataSource, mark)) {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(FILES.keySet().stream().map("classpath:"::concat).toArray(String[]::new))
                    .placeholders(Map.of("zone", zone.getId()))
                    .connectRetries(1)
                    .load()
                    .migrate();
            leave(dataSource, mark);
        }
        PostgresSchema.install(dataSource);
    }

    /** The same for the same files and the same zone. */
    private static String mark(ZoneId zone) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var place : FILES.keySet().stream().sorted().toList()) {
                for (var name : FILES.getOrDefault(place, List.of())) {
                    digest.update(bytes("/" + place + "/" + name));
                }
            }
            digest.update(zone.getId().getBytes(StandardCharsets.UTF_8));
            return "installed " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    private static byte[] bytes(String resource) {
        try (var in = Migrations.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing.");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The resource " + resource + " cannot be read.", unreadable);
        }
    }

    /** The mark is the comment of Flyway's own table, so that it goes when that goes. */
    private static boolean isInstalled(DataSource dataSource, String mark) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT obj_description(to_regclass('flyway_schema_history'), 'pg_class')")) {
            return rows.next() && mark.equals(rows.getString(1));
        } catch (SQLException unknown) {
            return false; // Flyway says better what is wrong
        }
    }

    private static void leave(DataSource dataSource, String mark) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("COMMENT ON TABLE flyway_schema_history IS '%s'".formatted(mark));
        } catch (SQLException notOurs) {
            LOG.debug("The table of installed migrations cannot be marked; the next start asks Flyway again.");
        }
    }
}
