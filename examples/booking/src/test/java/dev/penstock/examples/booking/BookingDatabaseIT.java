package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.examples.booking.database.DatabaseException;
import dev.penstock.examples.booking.database.EmbeddedServer;
import dev.penstock.examples.booking.database.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookingDatabaseIT {

    private static final String MARK = "SELECT obj_description('flyway_schema_history'::regclass, 'pg_class')";

    @TempDir
    private Path directory;

    @Test
    void keepsItsDataOverARestartAndIsSharedMeanwhile() {
        try (var owner = BookingDatabase.embedded(directory, TestBusiness.ZONE);
                var guest = BookingDatabase.embedded(directory, TestBusiness.ZONE)) {
            Jdbi.create(owner.dataSource())
                    .useHandle(handle -> handle.execute("INSERT INTO location VALUES ('kept', 'Kept', 1)"));
            assertThat(count(guest)).isEqualTo(1);
        }
        try (var again = BookingDatabase.embedded(directory, TestBusiness.ZONE)) {
            assertThat(count(again)).isEqualTo(1);
        }
    }

    @Test
    void startsAfterItsServerWasKilled() throws Exception {
        var killed = EmbeddedServer.start(directory, OptionalInt.empty());
        var postmaster = Long.parseLong(
                Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst());
        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        ProcessHandle.of(postmaster).ifPresent(process -> process.onExit().join());
        killed.close();

        try (var again = BookingDatabase.embedded(directory, TestBusiness.ZONE)) {
            assertThat(count(again)).isZero();
        }
    }

    @Test
    void startsAgainWithTheProgramsOfTheLastStartAndAsDurably() throws Exception {
        BookingDatabase.embedded(directory, TestBusiness.ZONE).close();
        Files.delete(directory.resolve("postgres.log"));

        try (var again = BookingDatabase.embedded(directory, TestBusiness.ZONE)) {
            assertThat(text(again, "SHOW fsync")).isEqualTo("on");
            assertThat(text(again, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(text(again, "SHOW max_connections")).isEqualTo("100");
        }
        await().untilAsserted(() -> assertThat(Files.readString(directory.resolve("postgres.log")))
                .contains("database system is ready to accept connections")
                .contains("database system is shut down"));
    }

    @Test
    void startsAlthoughTheProgramsOfTheLastStartAreGone() throws Exception {
        BookingDatabase.embedded(directory, TestBusiness.ZONE).close();
        Files.delete(directory.resolve("programs/bin/pg_ctl"));

        try (var again = BookingDatabase.embedded(directory, TestBusiness.ZONE)) {
            assertThat(count(again)).isZero();
        }
    }

    @Test
    void runsNoProgramThatTheDataDirectoryNamesAndTheLibraryDidNotUnpack() throws Exception {
        BookingDatabase.embedded(directory, TestBusiness.ZONE).close();
        var strange = Files.createDirectories(directory.resolve("strange/bin"));
        var trace = directory.resolve("trace");
        for (var name : List.of("postgres", "pg_ctl")) {
            Files.writeString(strange.resolve(name), "#!/bin/sh\ntouch " + trace + "\n");
            assertThat(strange.resolve(name).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(directory.resolve("data/postmaster.opts"), strange.resolve("postgres") + " \"-D\"\n");

        try (var again = BookingDatabase.embedded(directory, TestBusiness.ZONE)) {
            assertThat(count(again)).isZero();
        }
        assertThat(trace).doesNotExist();
    }

    @Test
    void bringsTheTablesUpToDateOnlyWhereFilesOrZoneAreOthersThanLastTime() {
        try (var first = BookingDatabase.embedded(directory, TestBusiness.ZONE)) {
            var installed = text(first, MARK);
            assertThat(installed).startsWith("installed ");
            BookingDatabase.embedded(directory, TestBusiness.ZONE).close();
            assertThat(text(first, MARK)).isEqualTo(installed);

            BookingDatabase.embedded(directory, ZoneId.of("Asia/Tokyo")).close();
            assertThat(text(first, MARK)).startsWith("installed ").isNotEqualTo(installed);
        }
    }

    @Test
    void knowsEveryFileThatFlywayFinds() throws Exception {
        for (var place : Migrations.FILES.entrySet()) {
            try (var files = Files.list(Path.of("src/main/resources", place.getKey()))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(place.getValue());
            }
        }
    }

    @Test
    void saysWhatHelpsWhenThereIsNoServer() {
        assertThatThrownBy(() -> BookingDatabase.at("postgres://me:secret@127.0.0.1:1/none", TestBusiness.ZONE))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("PostgreSQL at jdbc:postgresql://127.0.0.1:1/none: is it running")
                .hasMessageNotContaining("secret");
    }

    private static String text(BookingDatabase database, String query) {
        return Jdbi.create(database.dataSource())
                .withHandle(handle -> handle.select(query).mapTo(String.class).one());
    }

    private static int count(BookingDatabase database) {
        return Jdbi.create(database.dataSource())
                .withHandle(handle -> handle.select("SELECT count(*) FROM location WHERE id = 'kept'")
                        .mapTo(Integer.class)
                        .one());
    }
}
