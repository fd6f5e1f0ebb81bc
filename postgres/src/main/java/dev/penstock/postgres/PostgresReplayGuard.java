package dev.penstock.postgres;

import dev.penstock.internal.HeldLease;
import dev.penstock.internal.Patience;
import dev.penstock.internal.SealedRow;
import dev.penstock.log.Seldom;
import dev.penstock.postgres.internal.Database;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay guard that all replicas share, on PostgreSQL 12 or later. {@link PostgresSchema#install} makes its tables.
 *
 * <p>Who asks first claims the id in one statement, makes the answer without holding a connection, and stores it in
 * another. The others look again every 10 to 200 ms. A claim holds for as long as its maker runs. It ends by itself a
 * little after the maker was last heard of (the patience given to {@link #once} and {@link #LEASE_MARGIN}), so an
 * answer whose maker was killed is made by the next who asks. A maker that was only cut off from the database comes
 * late then: it returns the other's answer, or throws, but never its own.
 *
 * <p>Answers are sealed under keys derived from the {@link ReplayId}, of which the table holds only a hash: a copy of
 * the database shows neither what people submitted nor what they were answered. They are forgotten by dropping the
 * partition of their day, at the latest two days after they were made.
 *
 * <p>If the database does not answer, callers learn it within the connection timeout of their pool (keep it at a
 * second) or, once connected, within 2.5 seconds. An answer is on the database's disk before it is returned. When it
 * has been made and the database does not say that it is stored, nobody gets it, not even its maker: another may be
 * stored, or may be made.
 *
 * <p>A database that loses what it has committed, such as a standby that takes over without having had everything,
 * loses answers too; let it replicate synchronously. The isolation level must be read committed, PostgreSQL's default.
 *
 * <p>Immutable but for the time of the next maintenance of the partitions, which runs beside the requests; thread-safe.
 */
public final class PostgresReplayGuard implements ReplayGuard {

    /** How much longer than the patience of {@link #once} a claim holds: 4 seconds. */
    public static final Duration LEASE_MARGIN = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReplayGuard.class);
    private static final Duration MAX_KEEP = Duration.ofHours(24);

    /** How long a failed attempt to store may have taken to be made once more. */
    private static final long QUICKLY_NANOS = 1_000_000_000;

    private final AnswerTable table;
    private final Maintenance maintenance;
    private final Duration keep;
    private final Seldom unreleased = Seldom.oncePerMinute(InstantSource.system());
    private final Seldom unprolonged = Seldom.oncePerMinute(InstantSource.system());

    PostgresReplayGuard(AnswerTable table, Maintenance maintenance, Duration keep) {
        this.table = table;
        this.maintenance = maintenance;
        this.keep = keep;
    }

    /**
     * Creates a guard that keeps answers for an hour.
     *
     * @param dataSource the database, usually a pool; give it a connection timeout of about a second
     * @return the guard
     */
    public static PostgresReplayGuard of(DataSource dataSource) {
        var database = new Database(dataSource);
        return new PostgresReplayGuard(new AnswerTable(database), new Maintenance(database), Duration.ofHours(1));
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
        return new PostgresReplayGuard(table, maintenance, keep);
    }

    @Override
    public GuardedAnswer once(ReplayId id, Duration patience, Supplier<GuardedAnswer> maker) {
        maintenance.beginIfDue();
        var row = SealedRow.of("answer", id.hex());
        var claimant = UUID.randomUUID();
        var lease = patience.plus(LEASE_MARGIN);
        var patient = Patience.of(patience);
        var waitingSince = Optional.<Instant>empty();
        while (true) {
            switch (claim(row, claimant, lease, waitingSince)) {
                case Claim.Mine mine -> {
                    return make(row, mine, lease, maker);
                }
                case Claim.Answered answered -> {
                    return answered.answer();
                }
                case Claim.Pending pending -> {
                    waitingSince = waitingSince.or(() -> Optional.of(pending.askedAt()));
                    if (!patient.pause()) {
                        throw new AnswerPendingException();
                    }
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

    private GuardedAnswer make(SealedRow row, Claim.Mine mine, Duration lease, Supplier<GuardedAnswer> maker) {
        var answer = HeldLease.make(lease, () -> prolong(row, mine, lease), () -> release(row, mine), maker);
        return store(row, mine, answer)
                .orElseThrow(() -> new ReplayGuardException("An answer came too late, and another is being made."));
    }

    /**
     * Stores the answer. A connection that breaks off leaves it open whether it is stored; to store it again does no
     * harm, so that is tried once.
     */
    private Optional<GuardedAnswer> store(SealedRow row, Claim.Mine mine, GuardedAnswer answer) {
        long begun = System.nanoTime();
        try {
            return table.store(row, mine, answer, keep);
        } catch (SQLException failed) {
            if (System.nanoTime() - begun > QUICKLY_NANOS) {
                throw unknown(failed);
            }
        }
        try {
            return table.store(row, mine, answer, keep);
        } catch (SQLException failed) {
            throw unknown(failed);
        }
    }

    private static ReplayGuardException unknown(SQLException failed) {
        return new ReplayGuardException("An answer was made, and the database does not say that it is stored.", failed);
    }

    private boolean prolong(SealedRow row, Claim.Mine mine, Duration lease) {
        try {
            return table.prolong(row, mine, lease);
        } catch (SQLException failed) {
            unprolonged.log(more -> LOG.warn(
                    "A claim could not be prolonged (SQL state {}); it ends soon.{}", failed.getSQLState(), more));
            return true;
        }
    }

    private void release(SealedRow row, Claim.Mine mine) {
        try {
            table.release(row, mine);
        } catch (SQLException failed) {
            unreleased.log(more -> LOG.warn(
                    "A claim could not be given back (SQL state {}); it ends by itself.{}",
                    failed.getSQLState(),
                    more));
        }
    }

    @Override
    public String toString() {
        return "PostgresReplayGuard[keep=" + keep + "]";
    }
}
