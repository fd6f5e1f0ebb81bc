package dev.penstock.postgres.internal;

import dev.penstock.internal.SealedRow;
import dev.penstock.postgres.FunnelReport;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The statements on {@code penstock_funnel} and {@code penstock_funnel_message}. */
public final class FunnelTable {

    /** A screen was shown. */
    public static final String SCREEN = "screen";

    /** A screen was shown with an error message. */
    public static final String ERROR = "error";

    /** There was no answer. */
    public static final String FAILURE = "failure";

    /** The Flow was completed. */
    public static final String COMPLETION = "completion";

    private static final int SESSION_BYTES = 16;
    private static final int MOST_VERSIONS = 20;
    private static final int MOST_SCREENS = 200;
    private static final int BATCH = 5_000;
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private static final String PUT = """
        INSERT INTO penstock_funnel (at, flow, version, session, action, screen, form, answered)
        SELECT at, flow, version, decode(nullif(session, ''), 'hex'), action, screen, form, answered
        FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            AS step (at, flow, version, session, action, screen, form, answered)\
        """;

    private static final String COMPLETED = """
        INSERT INTO penstock_funnel (at, flow, version, session, action, screen, form, answered)
        SELECT ?, flow, version, session, 'webhook', '', 'completion', '' FROM penstock_funnel
        WHERE session = ? ORDER BY seq DESC LIMIT 1\
        """;

    private static final String SENT =
            "INSERT INTO penstock_funnel_message (id, flow, version) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING";

    private static final String DELIVERED =
            "UPDATE penstock_funnel_message SET delivered_at = coalesce(delivered_at, ?) WHERE id = ?";

    /** What was read has arrived, also where Meta does not say so, or says so later. */
    private static final String READ = """
        UPDATE penstock_funnel_message SET read_at = coalesce(read_at, ?),
            delivered_at = coalesce(delivered_at, ?) WHERE id = ?\
        """;

    private static final String REPORTS = """
        WITH used AS (
            SELECT version, max(at) AS at FROM penstock_funnel WHERE flow = ? AND at >= ? GROUP BY version
            UNION ALL
            SELECT version, max(at) FROM penstock_funnel_message WHERE flow = ? AND at >= ? GROUP BY version)
        SELECT version, m.*, f.* FROM (SELECT version, max(at) AS at FROM used GROUP BY version) AS v,
        LATERAL (SELECT count(*) AS sent, count(delivered_at) AS delivered, count(read_at) AS read
            FROM penstock_funnel_message WHERE flow = ? AND version = v.version AND at >= ?) AS m,
        LATERAL (SELECT count(DISTINCT session) AS opened,
                count(DISTINCT session) FILTER (WHERE form = 'completion') AS completed,
                count(*) FILTER (WHERE session IS NULL) AS nobody
            FROM penstock_funnel WHERE flow = ? AND version = v.version AND at >= ?) AS f
        ORDER BY v.at DESC LIMIT ?\
        """;

    /** A visit ends when the endpoint is asked from the screen that it showed. */
    private static final String SCREENS = """
        WITH step AS (
            SELECT session, action, screen, form, answered, at,
                lead(screen) OVER w AS next_screen, lead(at) OVER w AS next_at
            FROM penstock_funnel WHERE flow = ? AND version = ? AND at >= ? AND session IS NOT NULL
            WINDOW w AS (PARTITION BY session ORDER BY at, seq)),
        seen AS (
            SELECT answered AS screen, session, 'shown' AS what,
                CASE WHEN next_screen = answered THEN extract(epoch FROM next_at - at) END AS seconds FROM step
            UNION ALL SELECT screen, session, 'shown', NULL FROM step WHERE action IN ('data_exchange', 'back')
            UNION ALL SELECT screen, session, action, NULL FROM step WHERE action IN ('data_exchange', 'back')
            UNION ALL SELECT CASE WHEN answered = '' THEN screen ELSE answered END, session, 'error', NULL
                FROM step WHERE form IN ('error', 'failure'))
        SELECT screen,
            count(DISTINCT session) FILTER (WHERE what = 'shown') AS shown,
            count(DISTINCT session) FILTER (WHERE what = 'data_exchange') AS submitted,
            count(DISTINCT session) FILTER (WHERE what = 'back') AS back,
            count(DISTINCT session) FILTER (WHERE what = 'error') AS error,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median
        FROM seen WHERE screen <> '' GROUP BY screen ORDER BY shown DESC, screen LIMIT ?\
        """;

    private final Database database;

    public FunnelTable(DataSource dataSource) {
        this.database = new Database(dataSource);
    }

    /** One request and what was answered. */
    public record Step(
            Instant at,
            String flow,
            String version,
            Optional<byte[]> session,
            String action,
            String screen,
            String form,
            String answered) {}

    /** What stands for a flow token. */
    public static byte[] session(String flowToken) {
        return Arrays.copyOf(SealedRow.of("funnel", flowToken).id(), SESSION_BYTES);
    }

    private static byte[] message(String messageId) {
        return SealedRow.of("funnel message", messageId).id();
    }

    public void put(List<Step> steps) throws SQLException {
        database.call(PUT, statement -> {
            array(statement, 1, steps, step -> step.at().toString());
            array(statement, 2, steps, step -> StorableJson.text(step.flow()));
            array(statement, 3, steps, step -> StorableJson.text(step.version()));
            array(
                    statement,
                    4,
                    steps,
                    step -> step.session().map(HexFormat.of()::formatHex).orElse(""));
            array(statement, 5, steps, Step::action);
            array(statement, 6, steps, Step::screen);
            array(statement, 7, steps, Step::form);
            array(statement, 8, steps, Step::answered);
            return statement.executeUpdate();
        });
    }

    private static void array(PreparedStatement statement, int place, List<Step> steps, Function<Step, String> column)
            throws SQLException {
        var values = steps.stream().map(column).toArray(String[]::new);
        statement.setArray(place, statement.getConnection().createArrayOf("text", values));
    }

    /** Of somebody of whom the endpoint has heard; otherwise nothing is known of the Flow. */
    public int completed(byte[] session, Instant at) throws SQLException {
        return database.call(COMPLETED, statement -> {
            time(statement, 1, at);
            statement.setBytes(2, session);
            return statement.executeUpdate();
        });
    }

    public int sent(String flow, String version, String messageId) throws SQLException {
        return database.call(SENT, statement -> {
            statement.setBytes(1, message(messageId));
            statement.setString(2, StorableJson.text(flow));
            statement.setString(3, StorableJson.text(version));
            return statement.executeUpdate();
        });
    }

    public int delivered(String messageId, Instant at) throws SQLException {
        return database.call(DELIVERED, statement -> {
            time(statement, 1, at);
            statement.setBytes(2, message(messageId));
            return statement.executeUpdate();
        });
    }

    public int read(String messageId, Instant at) throws SQLException {
        return database.call(READ, statement -> {
            time(statement, 1, at);
            time(statement, 2, at);
            statement.setBytes(3, message(messageId));
            return statement.executeUpdate();
        });
    }

    /** Each batch takes a fraction of a second, however many rows there are in all. */
    public void forget(Duration keep) throws SQLException {
        for (var table : List.of("penstock_funnel", "penstock_funnel_message")) {
            var sql = """
                DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s
                    WHERE at < clock_timestamp() - make_interval(secs => ?) LIMIT %2$d))\
                """.formatted(table, BATCH);
            for (int some = BATCH; some == BATCH; ) {
                some = database.call(sql, AT_MOST, statement -> {
                    statement.setDouble(1, keep.toMillis() / 1000.0);
                    return statement.executeUpdate();
                });
            }
        }
    }

    public List<FunnelReport> reports(String flow, Instant since) throws SQLException {
        var name = StorableJson.text(flow);
        var totals = database.call(REPORTS, AT_MOST, statement -> {
            for (int i = 0; i < 4; i++) {
                statement.setString(2 * i + 1, name);
                time(statement, 2 * i + 2, since);
            }
            statement.setInt(9, MOST_VERSIONS);
            try (var rows = statement.executeQuery()) {
                var reports = new ArrayList<FunnelReport>();
                while (rows.next()) {
                    reports.add(new FunnelReport(
                            flow,
                            rows.getString("version"),
                            rows.getLong("sent"),
                            rows.getLong("delivered"),
                            rows.getLong("read"),
                            rows.getLong("opened"),
                            List.of(),
                            rows.getLong("completed"),
                            rows.getLong("nobody")));
                }
                return reports;
            }
        });
        var whole = new ArrayList<FunnelReport>();
        for (var total : totals) {
            whole.add(new FunnelReport(
                    total.flow(),
                    total.version(),
                    total.sent(),
                    total.delivered(),
                    total.read(),
                    total.opened(),
                    screens(name, total.version(), since),
                    total.completed(),
                    total.requestsOfNobody()));
        }
        return whole;
    }

    private List<FunnelReport.Screen> screens(String flow, String version, Instant since) throws SQLException {
        return database.call(SCREENS, AT_MOST, statement -> {
            statement.setString(1, flow);
            statement.setString(2, version);
            time(statement, 3, since);
            statement.setInt(4, MOST_SCREENS);
            try (var rows = statement.executeQuery()) {
                var screens = new ArrayList<FunnelReport.Screen>();
                while (rows.next()) {
                    double seconds = rows.getDouble("median");
                    Optional<Duration> median = rows.wasNull()
                            ? Optional.empty()
                            : Optional.of(Duration.ofMillis(Math.round(seconds * 1_000)));
                    screens.add(new FunnelReport.Screen(
                            rows.getString("screen"),
                            rows.getLong("shown"),
                            rows.getLong("submitted"),
                            rows.getLong("back"),
                            rows.getLong("error"),
                            median));
                }
                return screens;
            }
        });
    }

    private static void time(PreparedStatement statement, int place, Instant time) throws SQLException {
        statement.setObject(place, time.atOffset(ZoneOffset.UTC));
    }
}
