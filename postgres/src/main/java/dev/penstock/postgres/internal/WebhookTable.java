package dev.penstock.postgres.internal;

import dev.penstock.postgres.KeptAside;
import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.WebhookItem;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The statements of the webhook queue, one round trip each. */
public final class WebhookTable {

    private static final String PUT = """
            INSERT INTO penstock_webhook (key, json, due_at, queue)
            SELECT new.key, new.json, clock_timestamp(), ? FROM unnest(?::text[], ?::bytea[]) AS new (key, json)
            ON CONFLICT (key) DO NOTHING""";

    /**
     * Rows that others are taking at this moment are skipped, so nobody waits and nobody takes the same. Rows are
     * compared with statement_timestamp(), here and below, since an index cannot be searched for a clock that goes on.
     */
    private static final String CLAIM = """
            UPDATE penstock_webhook SET attempt = attempt + 1, due_at = clock_timestamp() + make_interval(secs => ?)
            WHERE key = (
                SELECT key FROM penstock_webhook WHERE queue = ? AND due_at <= statement_timestamp()
                ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING key, json, attempt""";

    /** Only for who took it last: the attempt tells a late worker from the present one. */
    private static final String MINE = " WHERE key = ? AND attempt = ? AND due_at IS NOT NULL";

    private static final String DONE =
            "UPDATE penstock_webhook SET due_at = NULL, json = NULL, ended_at = clock_timestamp()" + MINE;

    private static final String RETRY =
            "UPDATE penstock_webhook SET due_at = clock_timestamp() + make_interval(secs => ?)" + MINE;

    private static final String GIVE_UP =
            "UPDATE penstock_webhook SET due_at = NULL, gave_up = true, ended_at = clock_timestamp()" + MINE;

    /** Before the time of this attempt the row was taken one time less. */
    private static final String GIVE_BACK =
            "UPDATE penstock_webhook SET due_at = clock_timestamp(), attempt = attempt - 1" + MINE;

    private static final String COUNT_ASIDE =
            "SELECT count(*) FROM (SELECT 1 FROM penstock_webhook WHERE queue = ? AND gave_up LIMIT ?) AS aside";

    /** Who gave an event up has long ended with it, so that the attempts may begin anew. */
    private static final String TAKE_UP_AGAIN = """
            UPDATE penstock_webhook SET due_at = clock_timestamp(), ended_at = NULL, gave_up = false, attempt = 0
            WHERE key = ANY (ARRAY(
                SELECT key FROM penstock_webhook WHERE queue = ? AND gave_up AND ended_at < ?
                ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED))""";

    private static final String LIST_ASIDE = """
            SELECT key, json, attempt, ended_at FROM penstock_webhook WHERE queue = ? AND gave_up
            ORDER BY ended_at LIMIT ?""";

    private static final String TAKE_UP_ONE = """
            UPDATE penstock_webhook SET due_at = clock_timestamp(), ended_at = NULL, gave_up = false, attempt = 0
            WHERE queue = ? AND gave_up AND key = ?""";

    /** The key stays known, so that the same event is not put again. */
    private static final String DROP_ONE =
            "UPDATE penstock_webhook SET json = NULL, gave_up = false WHERE queue = ? AND gave_up AND key = ?";

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT 1 FROM penstock_webhook WHERE queue = ? AND due_at IS NOT NULL LIMIT ?)"
                    + " AS waiting";

    private static final String LAG = """
            SELECT coalesce(extract(epoch FROM clock_timestamp() - min(due_at)), 0)
            FROM penstock_webhook WHERE due_at IS NOT NULL""";

    private static final String FORGET = """
            DELETE FROM penstock_webhook WHERE key = ANY (ARRAY(
                SELECT key FROM penstock_webhook WHERE %s AND ended_at < statement_timestamp() - make_interval(secs =>\
             ?)
                ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED))""";

    private static final String FORGET_DONE = FORGET.formatted("NOT gave_up");

    private static final String FORGET_ASIDE = FORGET.formatted("gave_up");

    private final Database database;
    private final String queue;

    /**
     * @param queue which of the queues in the table
     */
    public WebhookTable(DataSource dataSource, String queue) {
        this.database = new Database(dataSource);
        this.queue = queue;
    }

    public int put(List<WebhookItem> items) throws SQLException {
        // In one order, so that replicas which get the same events at the same time do not wait for each other in a
        // circle.
        var sorted =
                items.stream().sorted(Comparator.comparing(WebhookItem::key)).toList();
        var keys = sorted.stream().map(WebhookItem::key).toArray(String[]::new);
        var contents = sorted.stream().map(WebhookItem::json).toArray(byte[][]::new);
        return database.call(PUT, statement -> {
            statement.setString(1, queue);
            statement.setArray(2, statement.getConnection().createArrayOf("text", keys));
            statement.setArray(3, statement.getConnection().createArrayOf("bytea", contents));
            return statement.executeUpdate();
        });
    }

    public Optional<ClaimedItem> claim(Duration lease) throws SQLException {
        return database.call(CLAIM, statement -> {
            statement.setDouble(1, seconds(lease));
            statement.setString(2, queue);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new ClaimedItem(new WebhookItem(rows.getString(1), rows.getBytes(2)), rows.getInt(3)))
                        : Optional.empty();
            }
        });
    }

    public int done(ClaimedItem claimed) throws SQLException {
        return database.call(DONE, statement -> end(statement, 1, claimed));
    }

    public int retry(ClaimedItem claimed, Duration after) throws SQLException {
        return database.call(RETRY, statement -> {
            statement.setDouble(1, seconds(after));
            return end(statement, 2, claimed);
        });
    }

    public int giveUp(ClaimedItem claimed) throws SQLException {
        return database.call(GIVE_UP, statement -> end(statement, 1, claimed));
    }

    public int giveBack(ClaimedItem claimed) throws SQLException {
        return database.call(GIVE_BACK, statement -> end(statement, 1, claimed));
    }

    public int countAsideUpTo(int most) throws SQLException {
        return count(COUNT_ASIDE, most);
    }

    public Timestamp now() throws SQLException {
        return database.call("SELECT clock_timestamp()", statement -> {
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getTimestamp(1);
            }
        });
    }

    /** At most so many of those that were given up before. */
    public int takeUpAgain(Timestamp before, int most) throws SQLException {
        return database.call(TAKE_UP_AGAIN, statement -> {
            statement.setString(1, queue);
            statement.setTimestamp(2, before);
            statement.setInt(3, most);
            return statement.executeUpdate();
        });
    }

    /** At most so many of those that were given up, the earliest first. */
    public List<KeptAside> listAside(int most) throws SQLException {
        return database.call(LIST_ASIDE, statement -> {
            statement.setString(1, queue);
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                var aside = new ArrayList<KeptAside>();
                while (rows.next()) {
                    aside.add(new KeptAside(
                            new WebhookItem(rows.getString(1), rows.getBytes(2)),
                            rows.getInt(3),
                            rows.getTimestamp(4).toInstant()));
                }
                return List.copyOf(aside);
            }
        });
    }

    /** Of all queues in the table. */
    public List<String> queuesWithAside() throws SQLException {
        var sql = "SELECT DISTINCT queue FROM penstock_webhook WHERE gave_up ORDER BY queue";
        return database.call(sql, statement -> {
            try (var rows = statement.executeQuery()) {
                var queues = new ArrayList<String>();
                while (rows.next()) {
                    queues.add(rows.getString(1));
                }
                return List.copyOf(queues);
            }
        });
    }

    public boolean takeUpOne(String key) throws SQLException {
        return one(TAKE_UP_ONE, key);
    }

    public boolean dropOne(String key) throws SQLException {
        return one(DROP_ONE, key);
    }

    private boolean one(String sql, String key) throws SQLException {
        return database.call(sql, statement -> {
            statement.setString(1, queue);
            statement.setString(2, key);
            return statement.executeUpdate() == 1;
        });
    }

    public int countUpTo(int most) throws SQLException {
        return count(COUNT, most);
    }

    /** For how long the row that has been due the longest has waited; negative if none is due. */
    public double lagSeconds() throws SQLException {
        return database.call(LAG, statement -> {
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getDouble(1);
            }
        });
    }

    private int count(String sql, int most) throws SQLException {
        return database.call(sql, statement -> {
            statement.setString(1, queue);
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    /** At most so many of those that were handled longer ago. */
    public int forgetDone(Duration age, int most) throws SQLException {
        return forget(FORGET_DONE, age, most);
    }

    /** At most so many of those that were given up longer ago. */
    public int forgetAside(Duration age, int most) throws SQLException {
        return forget(FORGET_ASIDE, age, most);
    }

    private int forget(String sql, Duration age, int most) throws SQLException {
        return database.call(sql, statement -> {
            statement.setDouble(1, seconds(age));
            statement.setInt(2, most);
            return statement.executeUpdate();
        });
    }

    private static int end(PreparedStatement statement, int first, ClaimedItem claimed) throws SQLException {
        statement.setString(first, claimed.item().key());
        statement.setInt(first + 1, claimed.attempt());
        return statement.executeUpdate();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
