package dev.penstock.postgres;

import dev.penstock.postgres.internal.SealedRow;
import dev.penstock.replay.Answer;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay guard that all replicas share, on PostgreSQL 12 or later. {@link PostgresSchema#install} makes its tables.
 *
 * <p>Who asks first claims the id in one statement, makes the answer without holding a connection, and stores it in another.
 * The others look again every 10 to 200 ms. A claim ends by itself a little after the claimant's time is up (the patience
 * given to {@link #once} and {@link #LEASE_MARGIN}), so an answer whose maker was killed is made by the next who asks. Should
 * a maker come late all the same, and another has answered instead, the late one returns the other's answer.
 *
 * <p>Answers are sealed under keys derived from the {@link ReplayId}, of which the table holds only a hash: a copy of the
 * database shows neither what people submitted nor what they were answered. They are forgotten by dropping the partition of
 * their day, at the latest two days after they were made.
 *
 * <p>If the database does not answer, callers learn it within the connection timeout of their pool (keep it at a second) or,
 * once connected, within 2.5 seconds. When an answer has been made and cannot be stored, it is returned and the failure
 * logged.
 *
 * <p>Immutable but for the time of the next maintenance; thread-safe.
 */
public final class PostgresReplayGuard implements ReplayGuard {

    /** How much longer than the patience of {@link #once} a claim holds: 4 seconds. */
    public static final Duration LEASE_MARGIN = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReplayGuard.class);
    private static final Duration MAX_KEEP = Duration.ofHours(24);
    private static final long MIN_PAUSE_MILLIS = 10;
    private static final long MAX_PAUSE_MILLIS = 200;

    private final AnswerTable table;
    private final Duration keep;

    private PostgresReplayGuard(AnswerTable table, Duration keep) {
        this.table = table;
        this.keep = keep;
    }

    /**
     * Creates a guard that keeps answers for an hour.
     *
     * @param dataSource the database, usually a pool; give it a connection timeout of about a second
     * @return the guard
     */
    public static PostgresReplayGuard of(DataSource dataSource) {
        return new PostgresReplayGuard(new AnswerTable(dataSource), Duration.ofHours(1));
    }

    /**
     * Returns a guard that keeps answers for another time.
     *
     * @param keep positive, at most 24 hours; default one hour
     * @return a copy
     */
    public PostgresReplayGuard withKeep(Duration keep) {
        if (keep.isZero() || keep.isNegative() || keep.compareTo(MAX_KEEP) > 0) {
            throw new IllegalArgumentException(
                    "Answers are kept for %s: the time must be positive and at most %s.".formatted(keep, MAX_KEEP));
        }
        return new PostgresReplayGuard(table, keep);
    }

    @Override
    public Answer once(ReplayId id, Duration patience, Supplier<Answer> maker) {
        var row = SealedRow.of("answer", id.hex());
        var claimant = UUID.randomUUID();
        var lease = patience.plus(LEASE_MARGIN);
        long deadline = System.nanoTime() + patience.toNanos();
        var waitingSince = Optional.<Instant>empty();
        for (long pause = MIN_PAUSE_MILLIS; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
            switch (claim(row, claimant, lease, waitingSince)) {
                case Claim.Mine mine -> {
                    return make(row, mine, maker);
                }
                case Claim.Answered answered -> {
                    return answered.answer();
                }
                case Claim.Pending pending -> {
                    waitingSince = waitingSince.or(() -> Optional.of(pending.askedAt()));
                    pause(pause, deadline);
                }
            }
        }
    }

    private Claim claim(SealedRow row, UUID claimant, Duration lease, Optional<Instant> waitingSince) {
        try {
            return table.claim(row, claimant, lease, waitingSince);
        } catch (SQLException failed) {
            throw new ReplayGuardException("The table of answers cannot be asked.", failed);
        }
    }

    private Answer make(SealedRow row, Claim.Mine mine, Supplier<Answer> maker) {
        boolean isMade = false;
        try {
            var answer = maker.get();
            isMade = true;
            return store(row, mine, answer);
        } finally {
            if (!isMade) {
                release(row, mine);
            }
        }
    }

    private Answer store(SealedRow row, Claim.Mine mine, Answer answer) {
        try {
            var given = table.store(row, mine, answer, keep);
            table.maintainIfDue();
            return given;
        } catch (SQLException failed) {
            LOG.warn("An answer was made and could not be stored (SQL state {}).", failed.getSQLState());
            return answer;
        }
    }

    private void release(SealedRow row, Claim.Mine mine) {
        try {
            table.release(row, mine);
        } catch (SQLException failed) {
            LOG.warn("A claim could not be given back (SQL state {}); it ends by itself.", failed.getSQLState());
        }
    }

    private static void pause(long millis, long deadline) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new AnswerPendingException();
        }
        try {
            Thread.sleep(Math.min(millis, left));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AnswerPendingException();
        }
    }

    @Override
    public String toString() {
        return "PostgresReplayGuard[keep=" + keep + "]";
    }
}
