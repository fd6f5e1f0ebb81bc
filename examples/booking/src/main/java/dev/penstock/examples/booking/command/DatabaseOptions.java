package dev.penstock.examples.booking.command;

import dev.penstock.examples.booking.BookingDatabase;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.BookingMedia;
import dev.penstock.examples.booking.DatabaseOpening;
import dev.penstock.examples.booking.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import javax.sql.DataSource;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the bookings are, and how people are spoken to. */
final class DatabaseOptions {

    @Option(
            scope = ScopeType.INHERIT,
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".penstock/booking",
            description = {
                "Where the embedded PostgreSQL keeps its data; default ${DEFAULT-VALUE}.",
                "DATABASE_URL or PGHOST, PGUSER, PGPASSWORD and PGDATABASE name a server instead."
            })
    private Path data;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Europe/Madrid",
            description = "The time zone of the business; default ${DEFAULT-VALUE}.")
    private ZoneId zone;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "en or es; default ${DEFAULT-VALUE}.")
    private String language;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--hold-time",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "How long seats are held, for example PT10M; default ${DEFAULT-VALUE}.")
    private Duration holdTime;

    BookingDatabase open() {
        return BookingDatabase.open(System.getenv(), data, zone);
    }

    DatabaseOpening opening() {
        return BookingDatabase.opening(System.getenv(), data, zone);
    }

    BookingFlows flows(DataSource connections, BookingMedia media) {
        return BookingFlows.of(
                connections, InstantSource.system(), zone, Language.parse(language), media::decryptor, holdTime);
    }
}
