package dev.penstock.postgres;

import dev.penstock.internal.SealedRow;
import dev.penstock.postgres.internal.Database;
import dev.penstock.replay.GuardedAnswer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The statements on {@code penstock_answer}. The database's clock is the only one that counts. */
final class AnswerTable {

    private static final String CLAIM = """
            SELECT state, claimed_day, asked_at, answer_status, answer_body
            FROM penstock_claim(?, ?, ?, make_interval(secs => ?), ?)""";

    private static final String STORE = "SELECT penstock_store(?, ?, ?, make_interval(secs => ?), ?, ?)";

    private static final String PROLONG = """
            UPDATE penstock_answer SET lease_until = clock_timestamp() + make_interval(secs => ?)
            WHERE id = ? AND day = ? AND claim = ? AND answered_at IS NULL""";

    private static final String ANSWER = """
            SELECT status, body FROM penstock_answer
            WHERE id = ? AND day >= ? AND expires_at > clock_timestamp() ORDER BY day DESC LIMIT 1""";

    private static final String RELEASE =
            "DELETE FROM penstock_answer WHERE id = ? AND day = ? AND claim = ? AND answered_at IS NULL";

    /** "no partition of relation found for row", a check violation. */
    private static final String NO_PARTITION = "23514";

    private final Database database;

    AnswerTable(Database database) {
        this.database = database;
    }

    Claim claim(SealedRow row, UUID claimant, Duration lease, Optional<Instant> waitingSince) throws SQLException {
        try {
            return tryToClaim(row, claimant, lease, waitingSince);
        } catch (SQLException failed) {
            if (!NO_PARTITION.equals(failed.getSQLState())) {
                throw failed;
            }
            // Nobody has come by for a week.
            maintain();
            return tryToClaim(row, claimant, lease, waitingSince);
        }
    }

    private Claim tryToClaim(SealedRow row, UUID claimant, Duration lease, Optional<Instant> waitingSince)
            throws SQLException {
        return database.call(CLAIM, statement -> {
            statement.setBytes(1, row.id());
            statement.setInt(2, row.lockKey());
            statement.setObject(3, claimant);
            statement.setDouble(4, seconds(lease));
            if (waitingSince.isPresent()) {
                statement.setObject(5, waitingSince.get().atOffset(ZoneOffset.UTC));
            } else {
                statement.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return switch (rows.getString("state")) {
                    case "mine" -> new Claim.Mine(claimant, rows.getDate("claimed_day"));
                    case "pending" ->
                        new Claim.Pending(
                                rows.getObject("asked_at", OffsetDateTime.class).toInstant());
                    default ->
                        new Claim.Answered(open(row, rows.getInt("answer_status"), rows.getBytes("answer_body")));
                };
            }
        });
    }

    /**
     * Stores the answer and returns it, or the one that another has stored who took over after our lease had ended;
     * nothing if that one is still at it.
     */
    Optional<GuardedAnswer> store(SealedRow row, Claim.Mine mine, GuardedAnswer answer, Duration keep)
            throws SQLException {
        boolean isStored = database.call(STORE, statement -> {
            bind(statement, 1, row, mine);
            if (answer.isKept()) {
                statement.setDouble(4, seconds(keep));
            } else {
                statement.setNull(4, Types.DOUBLE);
            }
            statement.setInt(5, answer.status());
            statement.setBytes(6, row.seal(answer.body()));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        });
        return isStored ? Optional.of(answer) : theirs(row, mine);
    }

    private Optional<GuardedAnswer> theirs(SealedRow row, Claim.Mine mine) throws SQLException {
        return database.call(ANSWER, statement -> {
            statement.setBytes(1, row.id());
            statement.setDate(2, mine.day());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(open(row, rows.getInt(1), rows.getBytes(2))) : Optional.empty();
            }
        });
    }

    /** Makes the lease begin anew; whether the claim is still ours. */
    boolean prolong(SealedRow row, Claim.Mine mine, Duration lease) throws SQLException {
        return database.call(PROLONG, statement -> {
                    statement.setDouble(1, seconds(lease));
                    bind(statement, 2, row, mine);
                    return statement.executeUpdate();
                })
                == 1;
    }

    void release(SealedRow row, Claim.Mine mine) throws SQLException {
        database.call(RELEASE, statement -> {
            bind(statement, 1, row, mine);
            return statement.executeUpdate();
        });
    }

    private static void bind(PreparedStatement statement, int from, SealedRow row, Claim.Mine mine)
            throws SQLException {
        statement.setBytes(from, row.id());
        statement.setDate(from + 1, mine.day());
        statement.setObject(from + 2, mine.claimant());
    }

    private static GuardedAnswer open(SealedRow row, int status, byte[] body) throws SQLException {
        return row.open(body)
                .map(clear -> new GuardedAnswer(status, clear, true))
                .orElseThrow(() -> new SQLException("An answer in penstock_answer was changed.", "XX001"));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private void maintain() throws SQLException {
        database.call(PostgresSchema.MAINTAIN, statement -> statement.execute());
    }
}
