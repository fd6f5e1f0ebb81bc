package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.examples.booking.database.DatabaseException;
import dev.penstock.examples.booking.database.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookingDatabaseIT {

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
    void saysWhatHelpsWhenThereIsNoServer() {
        assertThatThrownBy(() -> BookingDatabase.at("postgres://me:secret@127.0.0.1:1/none", TestBusiness.ZONE))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("PostgreSQL at jdbc:postgresql://127.0.0.1:1/none: is it running")
                .hasMessageNotContaining("secret");
    }

    private static int count(BookingDatabase database) {
        return Jdbi.create(database.dataSource())
                .withHandle(handle -> handle.select("SELECT count(*) FROM location WHERE id = 'kept'")
                        .mapTo(Integer.class)
                        .one());
    }
}
