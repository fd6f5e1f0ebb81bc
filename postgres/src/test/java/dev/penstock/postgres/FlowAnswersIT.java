package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.webhook.event.Person;
import dev.penstock.webhook.event.UserChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Completions are kept once, as the Flow says, sealed where it says so, and gone without a trace when they are erased.
 */
class FlowAnswersIT {

    private static final Map<String, Object> BOOKING = Map.of("name", "Ada Canary", "guests", 2, "day", "2026-11-27");
    private static final String EVERYTHING = "SELECT coalesce(string_agg(encode(raw, 'escape') || fields::text ||"
            + " coalesce(encode(sealed, 'escape'), ''), ' '), '') FROM penstock_completion";

    private final FlowTokens tokens = FlowTokens.of(AppSecrets.of("0123456789abcdef0123456789abcdef"));
    private final String key = LocalKeyEncryption.generate();
    private HikariDataSource pool;

    @BeforeEach
    void openPool() throws Exception {
        pool = TestDatabase.pool(TestDatabase.installed(), 4);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    private FlowAnswersBuilder builder() {
        return FlowAnswers.builder(pool).flowTokens(tokens);
    }

    private FlowAnswersBuilder withKey() {
        return builder().keyEncryption(LocalKeyEncryption.of(key, List.of()));
    }

    private static List<SentAnswer> read(FlowAnswers answers, FlowAnswerSelection selection) {
        var read = new ArrayList<SentAnswer>();
        answers.forEach(selection, read::add);
        return read;
    }

    private static SentAnswer only(FlowAnswers answers) {
        var all = read(answers, FlowAnswerSelection.ALL.alsoRaw());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void keepsWhatWasSentOnceHoweverOftenItIsDelivered() {
        var answers = builder().build();
        var completion = SentAnswers.of("wamid.A", "15550100", BOOKING);

        answers.keep(completion);
        answers.keep(completion);

        var kept = only(answers);
        assertThat(kept.fields()).isEqualTo(BOOKING);
        assertThat(kept.phoneNumber()).contains("15550100");
        assertThat(kept.completedAt()).isEqualTo(Instant.ofEpochSecond(1764244800));
        assertThat(kept.accountId()).contains("1001");
        assertThat(kept.raw().orElseThrow()).containsEntry("id", "wamid.A");
        assertThat(kept.toString()).doesNotContain("Ada").doesNotContain("15550100");
    }

    @Test
    void flowTokenTellsTheFlowAndTheSubjectAndIsNotKept() throws Exception {
        var answers = builder().build();
        var token = tokens.withLifetime(Duration.ofSeconds(1)).issue("booking", "customer-7");

        answers.keep(SentAnswers.of("wamid.A", "15550100", Map.of("flow_token", token, "day", "mon")));

        var kept = only(answers);
        assertThat(kept.flow()).contains("booking");
        assertThat(kept.subject()).contains("customer-7");
        assertThat(kept.fields()).isEqualTo(Map.of("day", "mon"));
        assertThat(TestDatabase.one(pool, EVERYTHING)).contains("mon").doesNotContain(token);
    }

    @Test
    void tokenOfSomebodyElseIsAFieldAndTheIdOfTheFlowTellsTheFlow() {
        var answers = builder()
                .flow(FlowAnswerRules.of("booking").withFlowIds(Set.of("3001", "3002")))
                .build();

        answers.keep(SentAnswers.of("wamid.A", "15550100", Map.of("flow_token", "order-17", "flow_id", "3002")));
        answers.keep(SentAnswers.of("wamid.B", "15550100", Map.of("flow_id", "4711")));

        assertThat(read(answers, FlowAnswerSelection.ALL.withFlow("booking")))
                .singleElement()
                .satisfies(kept -> assertThat(kept.fields()).containsEntry("flow_token", "order-17"));
        assertThat(read(answers, FlowAnswerSelection.ALL.withFlow("4711")))
                .singleElement()
                .satisfies(kept -> assertThat(kept.flow()).isEmpty());
    }

    @Test
    void sealsTheFieldsThatAFlowSealsAndTheRawMessageWithThem() throws Exception {
        var answers = withKey().seal(Set.of("name")).build();

        answers.keep(SentAnswers.of("wamid.A", "15550100", BOOKING));

        assertThat(TestDatabase.one(pool, EVERYTHING))
                .contains("2026-11-27")
                .doesNotContain("Ada")
                .doesNotContain("Canary")
                .doesNotContain("15550100");
        assertThat(only(answers).fields()).isEqualTo(BOOKING);
        assertThat(only(answers).raw().orElseThrow()).containsEntry("from", "15550100");
        var withoutKey = only(builder().build());
        assertThat(withoutKey.fields()).doesNotContainKey("name").containsEntry("guests", 2);
        assertThat(withoutKey.sealed()).containsExactly("name");
        assertThat(withoutKey.raw()).isEmpty();
        assertThat(answers.fieldNames(FlowAnswerSelection.ALL, 10)).containsExactlyInAnyOrder("name", "guests", "day");
    }

    @Test
    void sealsEveryFieldAndOpensUnderAnEarlierKey() throws Exception {
        withKey()
                .seal(Set.of(FlowAnswerRules.EVERY_FIELD))
                .build()
                .keep(SentAnswers.of("wamid.A", "15550100", BOOKING));
        var next = LocalKeyEncryption.of(LocalKeyEncryption.generate(), List.of(key));

        assertThat(TestDatabase.one(pool, "SELECT fields::text FROM penstock_completion"))
                .isEqualTo("{}");
        assertThat(only(builder().keyEncryption(next).build()).fields()).isEqualTo(BOOKING);
        var stranger = builder().keyEncryption(LocalKeyEncryption.of(LocalKeyEncryption.generate(), List.of()));
        assertThatThrownBy(() -> only(stranger.build()))
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining("give it as a previous one");
    }

    @Test
    void whatIsSealedOpensInNoOtherRow() throws Exception {
        var answers = withKey().seal(Set.of("name")).build();
        answers.keep(SentAnswers.of("wamid.A", "15550100", BOOKING));
        answers.keep(SentAnswers.of("wamid.B", "15550101", Map.of("name", "Bob")));
        TestDatabase.execute(pool, """
            UPDATE penstock_completion SET sealed = (SELECT sealed FROM penstock_completion
                WHERE message_id = 'wamid.A') WHERE message_id = 'wamid.B'\
            """);

        assertThatThrownBy(() -> read(answers, FlowAnswerSelection.ALL)).isInstanceOf(KeyEncryptionException.class);
    }

    @Test
    void anAnswerWhoseFlowCannotBeToldIsSealedAsTheStrictestFlow() throws Exception {
        var answers = withKey()
                .flow(FlowAnswerRules.of("booking").withSeal(Set.of("name")))
                .flow(FlowAnswerRules.of("survey").withSeal(Set.of()))
                .seal(Set.of("guests"))
                .build();

        answers.keep(SentAnswers.of("wamid.A", "15550100", BOOKING));
        answers.keep(SentAnswers.of(
                "wamid.B", "15550100", Map.of("flow_token", tokens.issue("survey", "x"), "name", "Bob")));

        assertThat(TestDatabase.one(pool, "SELECT string_agg(fields::text, ' ' ORDER BY seq) FROM penstock_completion"))
                .isEqualTo("{\"day\": \"2026-11-27\"} {\"name\": \"Bob\"}");
    }

    @Test
    void refusesToSealWithoutAKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().seal(Set.of("name")).build())
                .withMessageContaining("keyEncryption");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().keep(Duration.ofMinutes(1)))
                .withMessageContaining("PT1M");
    }

    @Test
    void keepsWhatNoTextOfPostgresCanHold() {
        var answers = builder().build();

        answers.keep(SentAnswers.withResponseText(
                "wamid.A",
                "{\"name\":\"a\\u0000b\\ud800c\",\"k\\u0000\":[\"\\udfff\",{\"x\":\"\\ud83d\\ude00\"}],"
                        + "\"big\":1e400,\"double\":1e308,\"small\":-1.5e-300,\"price\":1.50,"
                        + "\"flow_id\":\"\\u0000\"}"));

        assertThat(only(answers).fields())
                .containsEntry("name", "a\ufffdb\ufffdc")
                .containsEntry("k\ufffd", List.of("\ufffd", Map.of("x", "\ud83d\ude00")))
                .containsEntry("big", "1E+400")
                .containsEntry("double", "1E+308")
                .containsEntry("small", "-1.5E-300");
        assertThat(only(answers).fields().get("price")).hasToString("1.50");
    }

    @Test
    void erasesAPersonUnderEveryIdThatMetaTold() throws Exception {
        var answers = withKey().seal(Set.of("name")).build();
        answers.keep(SentAnswers.of("wamid.1", Map.of("from", "15550100"), BOOKING));
        answers.keep(SentAnswers.of("wamid.2", Map.of("from", "15550100", "from_user_id", "US.42"), BOOKING));
        answers.keep(SentAnswers.of("wamid.3", Map.of("from_user_id", "US.42"), BOOKING));
        answers.keep(SentAnswers.of("wamid.4", Map.of("from", "15550199", "from_user_id", "US.77"), BOOKING));
        answers.keep(SentAnswers.of("wamid.5", Map.of("from", "155501001"), BOOKING));

        for (var id : List.of("US.42", "+1 (555) 01-00", "15550100")) {
            assertThat(answers.count(FlowAnswerSelection.ALL.withPerson(id)))
                    .as(id)
                    .isEqualTo(3);
        }
        assertThat(answers.erase(FlowAnswerSelection.ALL.withPerson("US.42"))).isEqualTo(3);

        assertThat(read(answers, FlowAnswerSelection.ALL))
                .extracting(SentAnswer::messageId)
                .containsExactly("wamid.4", "wamid.5");
        assertThat(answers.erase(FlowAnswerSelection.ALL.withPerson("US.42"))).isZero();
    }

    @Test
    void doesNotEraseWhoHasTheNumberNow() {
        var answers = builder().build();
        answers.keep(SentAnswers.of("wamid.1", Map.of("from", "15550100", "from_user_id", "US.1"), BOOKING));
        answers.keep(SentAnswers.of("wamid.2", Map.of("from", "15550100", "from_user_id", "US.2"), BOOKING));

        assertThat(answers.erase(FlowAnswerSelection.ALL.withPerson("US.1"))).isEqualTo(1);
    }

    @Test
    void followsAPersonToANewNumberAndLeavesWhoGetsTheOldOne() {
        var answers = builder().build();
        answers.keep(SentAnswers.of("wamid.1", Map.of("from", "15550100", "from_user_id", "US.1"), BOOKING));
        answers.keep(SentAnswers.of("wamid.2", Map.of("from", "15550100", "from_user_id", "US.9"), BOOKING));
        answers.keep(SentAnswers.of("wamid.3", Map.of("from", "15550100"), BOOKING));

        answers.follow(change(Instant.ofEpochSecond(1764244900)));

        assertThat(answers.count(FlowAnswerSelection.ALL.withPerson("15550200")))
                .isEqualTo(2);
        assertThat(answers.count(FlowAnswerSelection.ALL.withPerson("US.11"))).isEqualTo(2);
        assertThat(answers.count(FlowAnswerSelection.ALL.withPerson("US.9"))).isEqualTo(1);
    }

    @Test
    void doesNotFollowWithWhatWasSentAfterTheChange() {
        var answers = builder().build();
        answers.keep(SentAnswers.of("wamid.1", Map.of("from", "15550100"), BOOKING));

        answers.follow(change(Instant.ofEpochSecond(1764244700)));

        assertThat(answers.count(FlowAnswerSelection.ALL.withPerson("15550100")))
                .isEqualTo(1);
    }

    private static UserChange change(Instant time) {
        return new UserChange(
                "wamid.C",
                "user_changed_number",
                new Person(Optional.of("15550100"), Optional.of("US.1"), Optional.empty(), Optional.empty()),
                new Person(Optional.of("15550200"), Optional.of("US.11"), Optional.empty(), Optional.empty()),
                Optional.of(time),
                Optional.empty(),
                Optional.empty(),
                "messages",
                Map.of());
    }

    @Test
    void forgetsEachFlowWhenItsTimeIsUp() throws Exception {
        var answers = builder()
                .keep(Duration.ofDays(30))
                .flow(FlowAnswerRules.of("booking").withKeep(Duration.ofDays(7)))
                .flow(FlowAnswerRules.of("loan").withKeep(Duration.ofDays(365)))
                .build();
        for (var flow : List.of("booking", "loan", "survey")) {
            for (int days : new int[] {1, 8, 31, 366}) {
                var id = flow + days;
                answers.keep(SentAnswers.of(id, "15550100", Map.of("flow_token", tokens.issue(flow, "x"))));
                TestDatabase.execute(
                        pool,
                        "UPDATE penstock_completion SET kept_at = kept_at - interval '%d days' WHERE message_id = '%s'"
                                .formatted(days, id));
            }
        }

        var forgetting = answers.forgetEveryHour();
        await().until(() -> answers.count(FlowAnswerSelection.ALL) == 6);
        forgetting.close();

        assertThat(answers.forget()).isZero();
        assertThat(read(answers, FlowAnswerSelection.ALL))
                .extracting(SentAnswer::messageId)
                .containsExactly("booking1", "loan1", "loan8", "loan31", "survey1", "survey8");
    }

    @Test
    void readsManyInTheOrderInWhichTheyWereKeptAndByTime() throws Exception {
        var answers = builder().build();
        TestDatabase.execute(pool, """
            INSERT INTO penstock_completion (id, message_id, completed_at, flow, fields, sealed_names, raw)
            SELECT convert_to('m' || i, 'UTF8'), 'm' || i, timestamptz '2026-11-01 00:00Z' + i * interval '1 minute',
                'booking', '{}', '{}', '{}' FROM generate_series(0, 1049) AS i\
            """);
        var from = Instant.parse("2026-11-01T01:00:00Z");

        assertThat(read(answers, FlowAnswerSelection.ALL))
                .extracting(SentAnswer::messageId)
                .hasSize(1050)
                .startsWith("m0", "m1")
                .endsWith("m1049");
        assertThat(read(answers, FlowAnswerSelection.ALL.withSince(from).withUntil(from.plusSeconds(120))))
                .extracting(SentAnswer::messageId)
                .containsExactly("m60", "m61");
    }

    @Test
    void saysThatTheDatabaseIsAwayWithoutWhatWasSent() {
        try (var nowhere = TestDatabase.pool("jdbc:postgresql://127.0.0.1:1/none", 1)) {
            var answers = FlowAnswers.builder(nowhere).build();

            assertThatThrownBy(() -> answers.keep(SentAnswers.of("wamid.A", "15550100", BOOKING)))
                    .isInstanceOf(PostgresStoreException.class)
                    .hasMessageStartingWith("An answer could not be kept.")
                    .hasMessageNotContaining("Ada");
        }
    }
}
