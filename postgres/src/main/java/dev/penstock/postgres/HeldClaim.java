package dev.penstock.postgres;

import dev.penstock.log.Seldom;
import dev.penstock.postgres.internal.SealedRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a claim ours while its maker runs: the lease begins anew each time that a third of it has passed. When the
 * process dies, nobody prolongs it, and it ends.
 */
final class HeldClaim {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReplayGuard.class);
    private static final int THIRDS = 3;

    private final CountDownLatch isOver = new CountDownLatch(1);

    private final Seldom failures;

    private HeldClaim(Seldom failures) {
        this.failures = failures;
    }

    /**
     * Begins to prolong a claim.
     *
     * @param failures lets through what is logged when that fails
     */
    static HeldClaim hold(AnswerTable table, SealedRow row, Claim.Mine mine, Duration lease, Seldom failures) {
        var held = new HeldClaim(failures);
        Thread.ofVirtual().name("penstock-claim").start(() -> held.prolong(table, row, mine, lease));
        return held;
    }

    private void prolong(AnswerTable table, SealedRow row, Claim.Mine mine, Duration lease) {
        try {
            boolean isOurs = true;
            while (isOurs && !isOver.await(lease.toMillis() / THIRDS, TimeUnit.MILLISECONDS)) {
                isOurs = tryToProlong(table, row, mine, lease);
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryToProlong(AnswerTable table, SealedRow row, Claim.Mine mine, Duration lease) {
        try {
            return table.prolong(row, mine, lease);
        } catch (SQLException failed) {
            failures.log(more -> LOG.warn(
                    "A claim could not be prolonged (SQL state {}); it ends soon.{}", failed.getSQLState(), more));
            return true;
        }
    }

    /** Does not wait for a statement that is under way: it can only prolong a claim that is still ours. */
    void release() {
        isOver.countDown();
    }
}
