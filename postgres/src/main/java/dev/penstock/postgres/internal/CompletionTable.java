package dev.penstock.postgres.internal;

import dev.penstock.internal.SealedRow;
import dev.penstock.json.StrictJson;
import dev.penstock.postgres.FlowAnswerSelection;
import dev.penstock.postgres.SentAnswer;
import dev.penstock.postgres.internal.AnswerSealing.Content;
import dev.penstock.webhook.event.Person;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The statements on {@code penstock_completion}. Every text that comes in can be stored, see {@link StorableJson}. */
public final class CompletionTable {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private static final String PUT = """
        INSERT INTO penstock_completion (id, message_id, completed_at, flow, flow_id, subject,
            phone_number, user_id, parent_user_id, waba_id, phone_number_id,
            fields, sealed_names, sealed, raw, key_id)
        VALUES (?, ?, coalesce(?, clock_timestamp()), ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING\
        """;

    private static final String PAGE = """
        SELECT seq, id, message_id, completed_at, kept_at, flow, flow_id, subject, phone_number, user_id,
            waba_id, phone_number_id, fields::text AS fields, sealed_names, sealed, key_id, %s AS raw
        FROM penstock_completion WHERE seq > ? AND seq <= ? AND %s ORDER BY seq LIMIT ?\
        """;

    private static final String NAMES = """
        SELECT name FROM (
            SELECT jsonb_object_keys(fields) AS name FROM penstock_completion WHERE seq <= ? AND %1$s
            UNION ALL
            SELECT unnest(sealed_names) FROM penstock_completion WHERE seq <= ? AND %1$s) AS names
        GROUP BY name ORDER BY count(*) DESC, name LIMIT ?\
        """;

    /** What was sent after the change under the old number came from whoever has it now. */
    private static final String FOLLOW = """
        UPDATE penstock_completion SET phone_number = coalesce(?, phone_number),
            user_id = coalesce(?, user_id), parent_user_id = coalesce(?, parent_user_id)
        WHERE completed_at <= coalesce(?, clock_timestamp())
            AND (user_id = ? OR (phone_number = ? AND (user_id IS NULL OR ?::text IS NULL)))\
        """;

    private final DataSource dataSource;
    private final Database database;

    public CompletionTable(DataSource dataSource) {
        this.dataSource = dataSource;
        this.database = new Database(dataSource);
    }

    /** What is told of an answer beside its content. */
    public record Head(
            String messageId,
            Optional<Instant> completedAt,
            String flow,
            Optional<String> flowId,
            Optional<String> subject,
            Person person,
            Optional<String> accountId,
            Optional<String> phoneNumberId) {}

    /** What identifies the row of a message. */
    public static byte[] id(String messageId) {
        return SealedRow.of("completion", messageId).id();
    }

    /** Whether it was not there. */
    public boolean put(byte[] id, Head head, Content content) throws SQLException {
        return database.call(PUT, statement -> {
            var bound = new Binding(statement);
            bound.bytes(id)
                    .text(head.messageId())
                    .time(head.completedAt())
                    .text(head.flow())
                    .text(head.flowId())
                    .text(head.subject())
                    .text(head.person().phoneNumber())
                    .text(head.person().userId())
                    .text(head.person().parentUserId())
                    .text(head.accountId())
                    .text(head.phoneNumberId())
                    .text(new String(StrictJson.write(content.clear()), StandardCharsets.UTF_8))
                    .texts(content.sealedNames())
                    .bytes(content.sealed())
                    .bytes(content.raw())
                    .text(content.keyId());
            return statement.executeUpdate() == 1;
        });
    }

    public int follow(Person previous, Person current, Optional<Instant> time) throws SQLException {
        return database.call(FOLLOW, statement -> {
            new Binding(statement)
                    .text(current.phoneNumber())
                    .text(current.userId())
                    .text(current.parentUserId())
                    .time(time)
                    .text(previous.userId())
                    .text(previous.phoneNumber())
                    .text(previous.userId());
            return statement.executeUpdate();
        });
    }

    /** An answer and its place in the order of all. */
    public record Placed(long place, SentAnswer answer) {}

    /** The place of the last one there is. */
    public long last() throws SQLException {
        return database.call("SELECT coalesce(max(seq), 0) FROM penstock_completion", statement -> number(statement));
    }

    public List<Placed> page(FlowAnswerSelection selection, AnswerSealing sealing, long after, long last, int most)
            throws SQLException {
        var where = new Where(selection);
        var sql = PAGE.formatted(selection.withRaw() ? "raw" : "NULL::bytea", where.sql());
        return database.call(sql, AT_MOST, statement -> {
            var bound = new Binding(statement).number(after).number(last);
            where.bind(bound).number(most);
            try (var rows = statement.executeQuery()) {
                var page = new ArrayList<Placed>();
                while (rows.next()) {
                    page.add(new Placed(rows.getLong("seq"), answer(rows, sealing)));
                }
                return page;
            }
        });
    }

    private static SentAnswer answer(ResultSet row, AnswerSealing sealing) throws SQLException {
        var id = row.getBytes("id");
        var keyId = Optional.ofNullable(row.getString("key_id"));
        var sealed = Optional.ofNullable(row.getBytes("sealed"));
        var raw = Optional.ofNullable(row.getBytes("raw"));
        var fields = new LinkedHashMap<>(StrictJson.readObject(row.getString("fields")));
        Set<String> closed = Set.of();
        if (sealed.isPresent() && sealing.canOpen()) {
            fields.putAll(sealing.openFields(id, keyId.orElse(""), sealed.get()));
        } else if (sealed.isPresent()) {
            closed = Set.of((String[]) row.getArray("sealed_names").getArray());
        }
        Optional<Map<String, Object>> message = keyId.isEmpty()
                ? raw.map(StrictJson::readObject)
                : raw.filter(ignored -> sealing.canOpen()).map(bytes -> sealing.openRaw(id, keyId.get(), bytes));
        return new SentAnswer(
                row.getString("message_id"),
                time(row, "completed_at"),
                time(row, "kept_at"),
                text(row, "flow").filter(flow -> !flow.isEmpty()),
                text(row, "flow_id"),
                text(row, "subject"),
                text(row, "phone_number"),
                text(row, "user_id"),
                text(row, "waba_id"),
                text(row, "phone_number_id"),
                fields,
                closed,
                message);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** The names of fields, those that most answers have first. */
    public List<String> names(FlowAnswerSelection selection, long last, int most) throws SQLException {
        var where = new Where(selection);
        return database.call(NAMES.formatted(where.sql()), AT_MOST, statement -> {
            var bound = where.bind(new Binding(statement).number(last)).number(last);
            where.bind(bound).number(most);
            try (var rows = statement.executeQuery()) {
                var names = new ArrayList<String>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        });
    }

    public long count(FlowAnswerSelection selection) throws SQLException {
        var where = new Where(selection);
        return database.call("SELECT count(*) FROM penstock_completion WHERE " + where.sql(), AT_MOST, statement -> {
            where.bind(new Binding(statement));
            return number(statement);
        });
    }

    public int erase(FlowAnswerSelection selection) throws SQLException {
        var where = new Where(selection);
        return database.call("DELETE FROM penstock_completion WHERE " + where.sql(), AT_MOST, statement -> {
            where.bind(new Binding(statement));
            return statement.executeUpdate();
        });
    }

    /** At most so many of those of a Flow that were kept longer ago. */
    public int forget(String flow, Duration age, int most) throws SQLException {
        return forget("flow = ?", binding -> binding.text(flow), age, most);
    }

    /** The same of all other Flows. */
    public int forgetOthers(Set<String> flows, Duration age, int most) throws SQLException {
        return forget("flow <> ALL (?)", binding -> binding.texts(flows), age, most);
    }

    private interface Bound {

        void to(Binding binding) throws SQLException;
    }

    private int forget(String which, Bound bound, Duration age, int most) throws SQLException {
        var sql = """
            DELETE FROM penstock_completion WHERE seq = ANY (ARRAY(
                SELECT seq FROM penstock_completion
                WHERE %s AND kept_at < clock_timestamp() - make_interval(secs => ?) LIMIT ?))\
            """.formatted(which);
        return database.call(sql, AT_MOST, statement -> {
            var binding = new Binding(statement);
            bound.to(binding);
            binding.seconds(age).number(most);
            return statement.executeUpdate();
        });
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public String toString() {
        return "CompletionTable[" + dataSource.getClass().getSimpleName() + "]";
    }

    /** The condition that a selection makes. */
    private record Where(FlowAnswerSelection selection) {

        String sql() {
            var conditions = new ArrayList<>(List.of("true"));
            selection.flow().ifPresent(any -> conditions.add("(flow = ? OR flow_id = ?)"));
            selection.since().ifPresent(any -> conditions.add("completed_at >= ?"));
            selection.until().ifPresent(any -> conditions.add("completed_at < ?"));
            selection.person().ifPresent(any -> conditions.add("seq IN (SELECT penstock_completions_of(?))"));
            return String.join(" AND ", conditions);
        }

        Binding bind(Binding binding) throws SQLException {
            if (selection.flow().isPresent()) {
                var flow = StorableJson.text(selection.flow().get());
                binding.text(flow).text(flow);
            }
            if (selection.since().isPresent()) {
                binding.time(selection.since());
            }
            if (selection.until().isPresent()) {
                binding.time(selection.until());
            }
            if (selection.person().isPresent()) {
                binding.text(StorableJson.text(selection.person().get()));
            }
            return binding;
        }
    }

    /** The parameters of a statement, one after the other. */
    private static final class Binding {

        private final PreparedStatement statement;
        private int next = 1;

        Binding(PreparedStatement statement) {
            this.statement = statement;
        }

        Binding text(String text) throws SQLException {
            statement.setString(next++, text);
            return this;
        }

        @SuppressWarnings("NullAway") // JDBC sets null so
        Binding text(Optional<String> text) throws SQLException {
            statement.setString(next++, text.orElse(null));
            return this;
        }

        Binding texts(Set<String> texts) throws SQLException {
            statement.setArray(next++, statement.getConnection().createArrayOf("text", texts.toArray()));
            return this;
        }

        Binding bytes(byte[] bytes) throws SQLException {
            statement.setBytes(next++, bytes);
            return this;
        }

        @SuppressWarnings("NullAway") // JDBC sets null so
        Binding bytes(Optional<byte[]> bytes) throws SQLException {
            statement.setBytes(next++, bytes.orElse(null));
            return this;
        }

        @SuppressWarnings("NullAway") // JDBC sets null so
        Binding time(Optional<Instant> time) throws SQLException {
            statement.setObject(
                    next++,
                    time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null),
                    java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            return this;
        }

        Binding seconds(Duration time) throws SQLException {
            statement.setDouble(next++, time.toMillis() / 1000.0);
            return this;
        }

        Binding number(long number) throws SQLException {
            statement.setLong(next++, number);
            return this;
        }
    }
}
