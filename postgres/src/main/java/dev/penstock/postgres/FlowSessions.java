package dev.penstock.postgres;

import dev.penstock.DataBindingException;
import dev.penstock.FlowData;
import dev.penstock.FlowToken;
import dev.penstock.internal.SealedRow;
import dev.penstock.json.StrictJson;
import dev.penstock.postgres.internal.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What an endpoint remembers of a person on the way through a Flow, by its scope and the flow token: needed for
 * {@code BACK}, whose request says nothing but the screen. Shared by all replicas, on PostgreSQL 12 or later.
 *
 * <p>The last write wins: a phone waits for one answer before it asks again, so there is one writer at a time. What
 * must not be lost or doubled, such as a booking, belongs under a constraint of the database and not here.
 *
 * <p>A session is sealed under a key derived from the flow token, of which the table holds only a hash. So give flow
 * tokens that cannot be guessed, such as those of {@link dev.penstock.trust.FlowTokens}. Sessions are forgotten by
 * dropping the partition of the day on which they were last written, nine days later at the latest.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> a record, see {@link FlowData#from} and {@link FlowData#as} for what its components may be
 */
public final class FlowSessions<T> {

    /** How long a session lasts after it was last written, unless said otherwise: one day. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(1);

    private static final Duration MAX_LIFETIME = Duration.ofDays(7);

    private static final String PUT = """
            INSERT INTO penstock_session (id, day, expires_at, data)
            VALUES (?, (clock_timestamp() AT TIME ZONE 'UTC')::date, clock_timestamp() + make_interval(secs => ?), ?)
            ON CONFLICT (id, day) DO UPDATE SET expires_at = excluded.expires_at, data = excluded.data""";

    private static final String FIND = """
            SELECT data, expires_at > clock_timestamp() FROM penstock_session
            WHERE id = ? AND day >= (clock_timestamp() AT TIME ZONE 'UTC')::date - 8
            ORDER BY day DESC LIMIT 1""";

    private static final String REMOVE =
            "DELETE FROM penstock_session WHERE id = ? AND day >= (clock_timestamp() AT TIME ZONE 'UTC')::date - 8";

    /** "no partition of relation found for row", a check violation. */
    private static final String NO_PARTITION = "23514";

    private final DataSource dataSource;
    private final Database database;
    private final String scope;
    private final Class<T> type;
    private final Duration lifetime;

    private FlowSessions(DataSource dataSource, String scope, Class<T> type, Duration lifetime) {
        this.dataSource = dataSource;
        this.database = new Database(dataSource);
        this.scope = scope;
        this.type = type;
        this.lifetime = lifetime;
    }

    /**
     * Creates sessions with the default lifetime.
     *
     * @param dataSource the database
     * @param scope what sets this endpoint's sessions apart from all others in the database: the scope or path of the
     *     endpoint, the same on every replica. The name of the Flow is enough only where no other business has a Flow
     *     of that name
     * @param type the record's class
     * @param <T> the record
     * @return the sessions
     * @throws IllegalArgumentException if nothing can be bound to the type, see {@link FlowData#requireBindable}
     */
    public static <T> FlowSessions<T> of(DataSource dataSource, String scope, Class<T> type) {
        FlowData.requireBindable(type);
        return new FlowSessions<>(
                Objects.requireNonNull(dataSource, "dataSource"),
                Objects.requireNonNull(scope, "scope"),
                type,
                DEFAULT_LIFETIME);
    }

    /**
     * Returns sessions with another lifetime.
     *
     * @param lifetime how long a session lasts after it was last written: positive, at most 7 days
     * @return a copy
     */
    public FlowSessions<T> withLifetime(Duration lifetime) {
        if (lifetime.isZero() || lifetime.isNegative() || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("Sessions last for %s: the time must be positive and at most %s."
                    .formatted(lifetime, MAX_LIFETIME));
        }
        return new FlowSessions<>(dataSource, scope, type, lifetime);
    }

    /**
     * Looks for a session.
     *
     * @param token the flow token
     * @return what was last put; empty if there is nothing, if it has expired, or if the token identifies nobody
     * @throws PostgresStoreException if the database cannot be asked
     * @throws DataBindingException if what was put no longer fits the record
     */
    public Optional<T> find(FlowToken token) {
        if (!token.isPresent()) {
            return Optional.empty();
        }
        var row = row(token);
        try {
            return database.call(FIND, statement -> {
                        statement.setBytes(1, row.id());
                        try (var rows = statement.executeQuery()) {
                            return rows.next() && rows.getBoolean(2)
                                    ? row.open(rows.getBytes(1))
                                    : Optional.<byte[]>empty();
                        }
                    })
                    .map(json -> FlowData.from(StrictJson.readObject(json)).as(type));
        } catch (SQLException failed) {
            throw new PostgresStoreException("A session could not be read.", failed);
        }
    }

    /**
     * Puts a session in place of what was there.
     *
     * @param token the flow token
     * @param session what to remember
     * @throws IllegalArgumentException if the token is absent or {@code "unused"} and so identifies nobody, or if the
     *     session could not be found again, because a component is {@code null} that is neither {@code Optional} nor
     *     {@code @Nullable}
     * @throws PostgresStoreException if the database cannot be asked
     */
    public void put(FlowToken token, T session) {
        if (!token.isPresent()) {
            throw new IllegalArgumentException("A session needs a flow token that tells people apart:"
                    + " give one with the message that opens the Flow.");
        }
        var row = row(token);
        var sealed = row.seal(StrictJson.write(readable(session).asMap()));
        try {
            put(row, sealed);
        } catch (SQLException failed) {
            throw new PostgresStoreException("A session could not be written.", failed);
        }
    }

    /** What cannot be read again is told now, not to the next request of the person. */
    private FlowData readable(T session) {
        var data = FlowData.from(session);
        try {
            data.as(type);
            return data;
        } catch (DataBindingException unreadable) {
            throw new IllegalArgumentException("A session could not be found again. " + unreadable.getMessage());
        }
    }

    private void put(SealedRow row, byte[] sealed) throws SQLException {
        try {
            tryToPut(row, sealed);
        } catch (SQLException failed) {
            if (!NO_PARTITION.equals(failed.getSQLState())) {
                throw failed;
            }
            database.call(PostgresSchema.MAINTAIN, statement -> statement.execute());
            tryToPut(row, sealed);
        }
    }

    private void tryToPut(SealedRow row, byte[] sealed) throws SQLException {
        database.call(PUT, statement -> {
            statement.setBytes(1, row.id());
            statement.setDouble(2, lifetime.toMillis() / 1000.0);
            statement.setBytes(3, sealed);
            return statement.executeUpdate();
        });
    }

    /**
     * Forgets a session.
     *
     * @param token the flow token
     * @throws PostgresStoreException if the database cannot be asked
     */
    public void remove(FlowToken token) {
        try {
            database.call(REMOVE, statement -> {
                statement.setBytes(1, row(token).id());
                return statement.executeUpdate();
            });
        } catch (SQLException failed) {
            throw new PostgresStoreException("A session could not be removed.", failed);
        }
    }

    private SealedRow row(FlowToken token) {
        return SealedRow.of("session " + scope, token.value());
    }

    @Override
    public String toString() {
        return "FlowSessions[%s, %s]".formatted(scope, lifetime);
    }
}
