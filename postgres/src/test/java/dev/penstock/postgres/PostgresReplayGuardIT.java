package dev.penstock.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import dev.penstock.test.ReplayGuardContract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresReplayGuardIT extends ReplayGuardContract {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReplayId id = ReplayId.of("test", UUID.randomUUID().toString().getBytes(UTF_8));
    private HikariDataSource one;
    private HikariDataSource other;

    @BeforeEach
    void openPools() throws SQLException {
        var url = TestDatabase.installed();
        one = TestDatabase.pool(url, 8);
        other = TestDatabase.pool(url, 8);
    }

    @AfterEach
    void closePools() {
        one.close();
        other.close();
    }

    @Override
    protected ReplayGuard guard() {
        return PostgresReplayGuard.of(one);
    }

    @Override
    protected ReplayGuard otherGuard() {
        return PostgresReplayGuard.of(other);
    }

    @Test
    void takesOverTheClaimOfOneWhoWasKilled() throws Exception {
        var making = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> PostgresReplayGuard.of(one).once(id, PATIENCE, () -> {
                making.countDown();
                await(release);
                return kept("late");
            }));
            making.await();
            TestDatabase.execute(one, "UPDATE penstock_answer SET lease_until = clock_timestamp() + interval '300 ms'");

            assertThat(text(PostgresReplayGuard.of(other).once(id, PATIENCE, () -> kept("taken over"))))
                    .isEqualTo("taken over");

            release.countDown();
            assertThat(text(late.get())).isEqualTo("taken over");
        }
    }

    @Test
    void forgetsAnAnswerWhenItsTimeIsUp() throws Exception {
        var guard = PostgresReplayGuard.of(one);
        guard.once(id, PATIENCE, () -> kept("first"));
        TestDatabase.execute(one, "UPDATE penstock_answer SET expires_at = clock_timestamp() - interval '1 ms'");

        assertThat(text(guard.once(id, PATIENCE, () -> kept("second")))).isEqualTo("second");
    }

    /**
     * An answer that was claimed before midnight and made after it is kept for 24 hours, into the day after the next.
     */
    @Test
    void findsTheAnswerOfTheDayBeforeYesterday() throws Exception {
        var guard = PostgresReplayGuard.of(one);
        guard.once(id, PATIENCE, () -> kept("first"));
        TestDatabase.execute(one, """
                DO $$ DECLARE yesterday date := (clock_timestamp() AT TIME ZONE 'UTC')::date - 2; BEGIN
                EXECUTE format('CREATE TABLE penstock_answer_%s PARTITION OF penstock_answer FOR VALUES FROM (%L) TO\
                 (%L)',
                    to_char(yesterday, 'YYYYMMDD'), yesterday, yesterday + 1);
                UPDATE penstock_answer SET day = yesterday; END $$""");

        assertThat(text(guard.once(id, PATIENCE, () -> kept("second")))).isEqualTo("first");
    }

    @Test
    void holdsNoConnectionWhileTheMakerRuns() throws Exception {
        try (var single = TestDatabase.pool(one.getJdbcUrl(), 1)) {
            var answer = PostgresReplayGuard.of(single).once(id, PATIENCE, () -> kept(oneRow(single)));

            assertThat(text(answer)).isEqualTo("1");
        }
    }

    @Test
    void doesNotCallTheMakerWhenTheDatabaseIsDown() {
        try (var nowhere = TestDatabase.pool("jdbc:postgresql://127.0.0.1:1/none", 2)) {
            var runs = new AtomicInteger();

            assertThatThrownBy(() -> PostgresReplayGuard.of(nowhere)
                            .once(id, PATIENCE, () -> kept("run " + runs.incrementAndGet())))
                    .isInstanceOf(ReplayGuardException.class);
            assertThat(runs).hasValue(0);
        }
    }

    @Test
    void givesNobodyAnAnswerThatCannotBeStored() {
        assertThatThrownBy(() -> PostgresReplayGuard.of(one).once(id, PATIENCE, () -> {
                    one.close();
                    return kept("made");
                }))
                .isInstanceOf(ReplayGuardException.class)
                .hasMessageContaining("does not say that it is stored");
    }

    @Test
    void storesOnceMoreWhenTheConnectionBrokeOff() {
        var breaking = PostgresReplayGuard.of(BreakingDataSource.after("penstock_store", 1, one));

        assertThat(text(breaking.once(id, PATIENCE, () -> kept("made")))).isEqualTo("made");
        assertThat(text(PostgresReplayGuard.of(other).once(id, PATIENCE, () -> kept("second"))))
                .isEqualTo("made");
    }

    @Test
    void givesTheStoredAnswerToOthersWhenItsMakerDoesNotKnowThatItIsStored() {
        var breaking = PostgresReplayGuard.of(BreakingDataSource.after("penstock_store", 2, one));

        assertThatThrownBy(() -> breaking.once(id, PATIENCE, () -> kept("made")))
                .isInstanceOf(ReplayGuardException.class);
        assertThat(text(PostgresReplayGuard.of(other).once(id, PATIENCE, () -> kept("second"))))
                .isEqualTo("made");
    }

    @Test
    void givesNobodyALateAnswerWhileAnotherIsBeingMade() throws Exception {
        var making = new CountDownLatch(1);
        var taken = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> PostgresReplayGuard.of(one).once(id, PATIENCE, () -> {
                making.countDown();
                await(taken);
                return kept("late");
            }));
            making.await();
            TestDatabase.execute(one, "UPDATE penstock_answer SET lease_until = clock_timestamp()");
            var second = threads.submit(() -> PostgresReplayGuard.of(other).once(id, PATIENCE, () -> {
                taken.countDown();
                await(finish);
                return kept("second");
            }));

            assertThatThrownBy(late::get).hasCauseInstanceOf(ReplayGuardException.class);

            finish.countDown();
            assertThat(text(second.get())).isEqualTo("second");
        }
    }

    /** The maker stores at the very moment at which another takes its claim over, since the lease has ended. */
    @Test
    void findsTheAnswerThatIsStoredWhileItTakesTheClaimOver() throws Exception {
        PostgresReplayGuard.of(one).once(id, PATIENCE, () -> kept("stored"));
        TestDatabase.execute(
                one,
                "UPDATE penstock_answer SET answered_at = NULL, expires_at = NULL, lease_until = clock_timestamp()");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var storing = one.getConnection();
                var statement = storing.createStatement()) {
            storing.setAutoCommit(false);
            statement.execute("UPDATE penstock_answer SET answered_at = clock_timestamp(),"
                    + " expires_at = clock_timestamp() + interval '1 hour'");
            var taker = threads.submit(() -> PostgresReplayGuard.of(other).once(id, PATIENCE, () -> kept("second")));
            Awaitility.await().until(this::isSomebodyWaitingForALock);
            storing.commit();

            assertThat(text(taker.get())).isEqualTo("stored");
        }
    }

    private boolean isSomebodyWaitingForALock() throws SQLException {
        return !TestDatabase.one(
                        one,
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = current_database()")
                .equals("0");
    }

    @Test
    void holdsTheClaimForAsLongAsTheMakerRuns() throws Exception {
        var making = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var maker = threads.submit(() -> PostgresReplayGuard.of(one).once(id, Duration.ZERO, () -> {
                making.countDown();
                await(finish);
                return kept("first");
            }));
            making.await();
            var lease = TestDatabase.one(one, "SELECT lease_until FROM penstock_answer");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> TestDatabase.one(one, "SELECT clock_timestamp() > '%s'".formatted(lease))
                            .equals("t"));
            assertThatThrownBy(() -> PostgresReplayGuard.of(other).once(id, Duration.ZERO, () -> kept("second")))
                    .isInstanceOf(AnswerPendingException.class);

            finish.countDown();
            assertThat(text(maker.get())).isEqualTo("first");
        }
    }

    @Test
    void refusesToWorkUnderAnotherIsolationLevel() throws Exception {
        setForThisDatabase("default_transaction_isolation", "repeatable read");
        try (var strict = TestDatabase.pool(one.getJdbcUrl(), 1)) {
            assertThatThrownBy(() -> PostgresReplayGuard.of(strict).once(id, PATIENCE, () -> kept("made")))
                    .isInstanceOf(ReplayGuardException.class)
                    .hasStackTraceContaining("read committed");
        }
    }

    @Test
    void storesDurablyWhereTheDatabaseWouldNot() throws Exception {
        setForThisDatabase("synchronous_commit", "off");
        try (var careless = TestDatabase.pool(one.getJdbcUrl(), 1);
                var connection = careless.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "SELECT penstock_store('x', current_date, gen_random_uuid(), interval '1 hour', 200, 'x')");

            try (var rows = statement.executeQuery("SHOW synchronous_commit")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("on");
            }
            connection.rollback();
        }
    }

    private void setForThisDatabase(String name, String value) throws SQLException {
        var database = TestDatabase.one(one, "SELECT current_database()");
        TestDatabase.execute(one, "ALTER DATABASE %s SET %s = '%s'".formatted(database, name, value));
    }

    @Test
    void keepsNoClearTextInTheDatabase() throws Exception {
        PostgresReplayGuard.of(one).once(id, PATIENCE, () -> kept("a very private answer"));

        assertThat(TestDatabase.one(one, "SELECT count(*) FROM penstock_answer WHERE body IS NOT NULL"))
                .isEqualTo("1");
        assertThat(TestDatabase.one(one, "SELECT encode(body, 'escape') || encode(id, 'hex') FROM penstock_answer"))
                .doesNotContain("private")
                .doesNotContain(id.hex());
    }

    @Test
    void refusesAnAnswerThatWasChangedInTheDatabase() throws Exception {
        PostgresReplayGuard.of(one).once(id, PATIENCE, () -> kept("first"));
        TestDatabase.execute(one, "UPDATE penstock_answer SET body = set_byte(body, 20, get_byte(body, 20) # 1)");

        assertThatThrownBy(() -> PostgresReplayGuard.of(one).once(id, PATIENCE, () -> kept("second")))
                .isInstanceOf(ReplayGuardException.class);
    }

    @Test
    void createsThePartitionsThatAreMissing() throws Exception {
        TestDatabase.execute(one, """
                DO $$ DECLARE part record; BEGIN
                FOR part IN SELECT inhrelid::regclass AS name FROM pg_inherits
                    WHERE inhparent = 'penstock_answer'::regclass
                LOOP EXECUTE 'DROP TABLE ' || part.name; END LOOP; END $$""");

        assertThat(text(PostgresReplayGuard.of(one).once(id, PATIENCE, () -> kept("made"))))
                .isEqualTo("made");
        assertThat(text(PostgresReplayGuard.of(one).once(id, PATIENCE, () -> kept("second"))))
                .isEqualTo("made");
    }

    private static String oneRow(HikariDataSource pool) {
        try {
            return TestDatabase.one(pool, "SELECT 1");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
