package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresSchemaIT {

    private static final String PARTITIONS =
            "SELECT count(*) FROM pg_inherits WHERE inhparent = 'penstock_answer'::regclass";

    @Test
    void isInstalledOnceByManyReplicasAtTheSameTime() throws Exception {
        try (var pool = TestDatabase.pool(TestDatabase.empty(), 16);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var installations = new ArrayList<Future<?>>();
            for (int i = 0; i < 16; i++) {
                installations.add(threads.submit(() -> PostgresSchema.install(pool)));
            }
            for (var installation : installations) {
                installation.get();
            }

            assertThat(TestDatabase.one(pool, "SELECT count(*) FROM penstock_schema"))
                    .isEqualTo("7");
            assertThat(TestDatabase.one(pool, PARTITIONS)).isEqualTo("8");
        }
    }

    @Test
    void dropsWhatNobodyLooksIntoAnyMore() throws Exception {
        try (var pool = TestDatabase.pool(TestDatabase.installed(), 4)) {
            for (int age : new int[] {1, 2, 30}) {
                TestDatabase.execute(pool, """
                    DO $$ DECLARE day date := (clock_timestamp() AT TIME ZONE 'UTC')::date - %d; BEGIN
                    EXECUTE format('CREATE TABLE penstock_answer_%%s PARTITION OF penstock_answer
                        FOR VALUES FROM (%%L) TO (%%L)', to_char(day, 'YYYYMMDD'), day, day + 1); END $$\
                    """.formatted(age));
            }

            PostgresSchema.maintain(pool);

            assertThat(TestDatabase.one(pool, PARTITIONS)).isEqualTo("10");
        }
    }

    @Test
    void leavesMaintenanceToTheOneWhoIsAtIt() throws Exception {
        try (var pool = TestDatabase.pool(TestDatabase.installed(), 4);
                var other = pool.getConnection();
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1346719315)");
            long begun = System.nanoTime();

            PostgresSchema.maintain(pool);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            statement.execute("SELECT pg_advisory_unlock(1346719315)");
        }
    }

    @Test
    void allAdvisoryLocksBeginWithOneNumber() throws Exception {
        try (var pool = TestDatabase.pool(TestDatabase.installed(), 1)) {
            assertThat(TestDatabase.one(pool, """
                SELECT string_agg(DISTINCT number[1], ' ') FROM pg_proc,
                    regexp_matches(prosrc, 'advisory_xact_lock[(]([0-9]+)', 'g') AS number
                WHERE proname LIKE 'penstock%'\
                """)).isEqualTo(String.valueOf(0x50454e53));
        }
    }

    @Test
    void leavesAPartitionThatIsInUseToTheNextMaintenance() throws Exception {
        try (var pool = TestDatabase.pool(TestDatabase.installed(), 4);
                var busy = pool.getConnection()) {
            TestDatabase.execute(
                    pool,
                    "CREATE TABLE penstock_answer_20200101 PARTITION OF penstock_answer"
                            + " FOR VALUES FROM ('2020-01-01') TO ('2020-01-02')");
            busy.setAutoCommit(false);
            try (var statement = busy.createStatement()) {
                statement.execute("SELECT count(*) FROM penstock_answer");
                PostgresSchema.maintain(pool);
                assertThat(TestDatabase.one(pool, PARTITIONS)).isEqualTo("9");
            }
            busy.rollback();

            PostgresSchema.maintain(pool);

            assertThat(TestDatabase.one(pool, PARTITIONS)).isEqualTo("8");
        }
    }

    @Test
    void saysWhatFailedWhenThereIsNoDatabase() {
        try (var nowhere = TestDatabase.pool("jdbc:postgresql://127.0.0.1:1/none", 1)) {
            assertThatThrownBy(() -> PostgresSchema.install(nowhere))
                    .isInstanceOf(PostgresStoreException.class)
                    .hasMessageStartingWith("The tables penstock_… could not be created or upgraded.");
        }
    }
}
