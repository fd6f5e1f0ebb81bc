package dev.penstock.postgres;

import dev.penstock.postgres.internal.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maintenance of the partitions: once an hour, if anybody asks the guard, on a thread that ends with it. No request
 * waits for it, and its failure is nobody's but its own.
 */
final class Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReplayGuard.class);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Database database;
    private final AtomicLong dueAt;

    /**
     * @param first when it is due for the first time
     */
    Maintenance(Database database, Duration first) {
        this.database = database;
        this.dueAt = new AtomicLong(System.nanoTime() + first.toNanos());
    }

    Maintenance(Database database) {
        this(database, INTERVAL);
    }

    /** Begins it if it is due, and does not wait. */
    void beginIfDue() {
        long due = dueAt.get();
        long now = System.nanoTime();
        if (now - due >= 0 && dueAt.compareAndSet(due, now + INTERVAL.toNanos())) {
            Thread.ofVirtual().name("penstock-maintenance").start(this::run);
        }
    }

    private void run() {
        try {
            database.call(PostgresSchema.MAINTAIN, AT_MOST, statement -> statement.execute());
        } catch (SQLException failed) {
            dueAt.set(System.nanoTime() + AFTER_FAILURE.toNanos());
            LOG.warn(
                    "The partitions of penstock_… could not be maintained (SQL state {}); next try in {}.",
                    failed.getSQLState(),
                    AFTER_FAILURE);
        }
    }
}
