package dev.penstock.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.postgres.internal.Database;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The partitions are maintained beside the requests of people, and what comes of that is no matter of theirs. */
class MaintenanceIT {

    private static final String DAYS_AHEAD = """
            SELECT count(*) FROM pg_inherits WHERE inhparent = 'penstock_answer'::regclass""";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(PostgresReplayGuard.class);
    private HikariDataSource pool;
    private PostgresReplayGuard guard;

    @BeforeEach
    void openPool() throws SQLException {
        pool = TestDatabase.pool(TestDatabase.installed(), 4);
        var database = new Database(pool);
        guard = new PostgresReplayGuard(
                new AnswerTable(database), new Maintenance(database, Duration.ZERO), Duration.ofHours(1));
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void closePool() {
        logger.detachAppender(log);
        pool.close();
    }

    private String ask() {
        var id = ReplayId.of("test", UUID.randomUUID().toString().getBytes(UTF_8));
        return new String(
                guard.once(id, Duration.ofSeconds(1), () -> new GuardedAnswer(200, "made".getBytes(UTF_8), true))
                        .body(),
                UTF_8);
    }

    @Test
    void createsThePartitionsOfComingDays() throws Exception {
        TestDatabase.execute(pool, """
                DO $$ BEGIN EXECUTE 'DROP TABLE penstock_answer_'
                    || to_char((clock_timestamp() AT TIME ZONE 'UTC')::date + 7, 'YYYYMMDD'); END $$""");

        assertThat(ask()).isEqualTo("made");

        await().until(() -> TestDatabase.one(pool, DAYS_AHEAD).equals("8"));
    }

    @Test
    void requestDoesNotWaitForIt() throws Exception {
        try (var other = pool.getConnection();
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1346719315)");
            statement.execute("""
                    CREATE OR REPLACE FUNCTION penstock_maintain() RETURNS void LANGUAGE sql AS
                    'SELECT pg_advisory_xact_lock(1346719315)'""");

            assertThat(ask()).isEqualTo("made");
            await().until(() -> TestDatabase.one(
                            pool,
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'"
                                    + " AND datname = current_database()")
                    .equals("1"));
            assertThat(ask()).isEqualTo("made");
            statement.execute("SELECT pg_advisory_unlock(1346719315)");
        }
    }

    @Test
    void itsFailureIsItsOwn() throws Exception {
        TestDatabase.execute(pool, "DROP FUNCTION penstock_maintain()");

        assertThat(ask()).isEqualTo("made");

        await().until(() -> !log.list.isEmpty());
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("The partitions of penstock_… could not be maintained (SQL state 42883)")
                        .doesNotContain("stored"));
    }
}
