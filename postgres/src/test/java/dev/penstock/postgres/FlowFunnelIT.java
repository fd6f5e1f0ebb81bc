package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.Back;
import dev.penstock.Completion;
import dev.penstock.DataExchange;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.webhook.event.MessageStatus;
import dev.penstock.webhook.event.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people did is found again exactly, and nobody waits for its being written. */
class FlowFunnelIT {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T10:00:00Z"));
    private HikariDataSource pool;

    @BeforeEach
    void openPool() throws Exception {
        pool = TestDatabase.pool(TestDatabase.installed(), 4);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    private FlowFunnel start() {
        return FlowFunnel.start(pool, Duration.ofDays(3_650), now::get);
    }

    private void ask(FlowFunnel funnel, String version, ScreenRequest request, FlowResponse answer, int secondsLater)
            throws Exception {
        now.updateAndGet(time -> time.plusSeconds(secondsLater));
        assertThat(funnel.filter("booking", version).filter(request, same -> answer))
                .isSameAs(answer);
    }

    /** From the first screen over a mistake and a step back to the end. */
    private void goThrough(FlowFunnel funnel, String token, int secondsOnDay) throws Exception {
        ask(funnel, "1", Init.of(token), NextScreen.of("DAY"), 1);
        ask(
                funnel,
                "1",
                DataExchange.of("DAY", Map.of(), token),
                NextScreen.of("DAY").withErrorMessage("full"),
                secondsOnDay);
        ask(funnel, "1", DataExchange.of("DAY", Map.of(), token), NextScreen.of("TIME"), 100);
        ask(funnel, "1", Back.of("TIME", token), NextScreen.of("DAY"), 5);
        ask(funnel, "1", DataExchange.of("SUMMARY", Map.of(), token), Completion.of(Map.of("id", 1)), 60);
    }

    private List<FunnelReport> reports() {
        return FlowFunnel.reports(pool, "booking", Instant.EPOCH);
    }

    @Test
    void countsPeopleOnEachScreenAndHowLongTheyTook() throws Exception {
        try (var funnel = start()) {
            goThrough(funnel, "token-1", 10);
            goThrough(funnel, "token-2", 30);
            ask(funnel, "1", Init.of("token-3"), NextScreen.of("DAY"), 1);
        }

        assertThat(reports()).singleElement().satisfies(report -> {
            assertThat(report.opened()).isEqualTo(3);
            assertThat(report.completed()).isEqualTo(2);
            assertThat(report.requestsOfNobody()).isZero();
            assertThat(report.screens())
                    .containsExactly(
                            // Visits of DAY took 10, 100, 30 and 100 seconds.
                            new FunnelReport.Screen("DAY", 3, 2, 0, 2, Optional.of(Duration.ofSeconds(65))),
                            new FunnelReport.Screen("SUMMARY", 2, 2, 0, 0, Optional.empty()),
                            new FunnelReport.Screen("TIME", 2, 0, 2, 0, Optional.of(Duration.ofSeconds(5))));
        });
    }

    @Test
    void keepsVersionsApartTheLastOneFirst() throws Exception {
        try (var funnel = start()) {
            ask(funnel, "2", Init.of("token-1"), NextScreen.of("DAY"), 10);
            ask(funnel, "3", Init.of("token-2"), NextScreen.of("DAY"), 10);
        }

        assertThat(reports()).extracting(FunnelReport::version).containsExactly("3", "2");
        assertThat(FlowFunnel.reports(pool, "booking", now.get()))
                .extracting(FunnelReport::version)
                .containsExactly("3");
        assertThat(FlowFunnel.reports(pool, "another", Instant.EPOCH)).isEmpty();
    }

    @Test
    void notesFailuresAndPassesThemOn() throws Exception {
        try (var funnel = start()) {
            assertThatThrownBy(() -> funnel.filter("booking", "1")
                            .filter(DataExchange.of("DAY", Map.of(), "token-1"), request -> {
                                throw new java.io.IOException("gone");
                            }))
                    .hasMessage("gone");
        }

        assertThat(reports().getFirst().screens())
                .containsExactly(new FunnelReport.Screen("DAY", 1, 1, 0, 1, Optional.empty()));
    }

    @Test
    void keepsNoTokenAndNothingThatSomebodyTyped() throws Exception {
        try (var funnel = start()) {
            ask(
                    funnel,
                    "1",
                    DataExchange.of("canary screen \u0000", Map.of("name", "canary"), "canary-token"),
                    NextScreen.of("DAY"),
                    1);
            ask(funnel, "1", DataExchange.of("DAY", Map.of(), "unused"), NextScreen.of("DAY"), 1);
        }

        assertThat(TestDatabase.one(
                        pool, "SELECT string_agg(f::text || encode(session, 'escape'), ' ') FROM penstock_funnel AS f"))
                .doesNotContain("canary");
        assertThat(reports().getFirst().requestsOfNobody()).isEqualTo(1);
    }

    @Test
    void followsMessagesThatItWasToldOfAndCompletionsThatPassTheEndpointBy() throws Exception {
        try (var funnel = start()) {
            for (var id : List.of("wamid.1", "wamid.2", "wamid.3")) {
                funnel.sent("booking", "1", id);
            }
            ask(funnel, "1", Init.of("token-1"), NextScreen.of("DAY"), 1);
            await().until(() -> TestDatabase.one(pool, "SELECT count(*) FROM penstock_funnel")
                    .equals("1"));

            var handlers = new Handled(funnel);
            handlers.status("wamid.1", "delivered");
            handlers.status("wamid.2", "read");
            handlers.status("wamid.2", "delivered");
            handlers.status("wamid.9", "read");
            funnel.noteCompletion(SentAnswers.of("wamid.A", "15550100", Map.of("flow_token", "token-1")));
            funnel.noteCompletion(SentAnswers.of("wamid.B", "15550100", Map.of("flow_token", "token-9")));
        }

        assertThat(reports()).singleElement().satisfies(report -> {
            assertThat(report.sent()).isEqualTo(3);
            assertThat(report.delivered()).isEqualTo(2);
            assertThat(report.read()).isEqualTo(1);
            assertThat(report.opened()).isEqualTo(1);
            assertThat(report.completed()).isEqualTo(1);
        });
    }

    private record Handled(FlowFunnel funnel) {

        void status(String id, String word) {
            var nobody = new Person(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            funnel.noteStatus(new MessageStatus(
                    id, word, Optional.empty(), Optional.empty(), nobody, List.of(), "messages", Map.of()));
        }
    }

    @Test
    void requestsGoOnWhileTheDatabaseIsAwayAndWhatIsDroppedIsCounted() throws Exception {
        int more = 500;
        try (var nowhere = TestDatabase.pool("jdbc:postgresql://127.0.0.1:1/none", 1)) {
            var funnel = FlowFunnel.start(nowhere, Duration.ofDays(1), now::get);
            long begun = System.nanoTime();
            for (int i = 0; i < FlowFunnel.MAX_WAITING + 2 * more; i++) {
                ask(funnel, "1", Init.of("token-" + i), NextScreen.of("DAY"), 0);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(funnel.dropped()).isBetween((long) more, 2L * more);
            funnel.close();
            assertThat(funnel.dropped()).isEqualTo(FlowFunnel.MAX_WAITING + 2L * more);
        }
    }

    @Test
    void forgetsWhatWasKeptForLongEnough() throws Exception {
        try (var funnel = start()) {
            ask(funnel, "1", Init.of("token-1"), NextScreen.of("DAY"), 1);
            funnel.sent("booking", "1", "wamid.1");
        }
        TestDatabase.execute(pool, "UPDATE penstock_funnel SET at = now() - interval '2 days'");
        TestDatabase.execute(pool, "UPDATE penstock_funnel_message SET at = now() - interval '2 days'");

        try (var funnel = FlowFunnel.start(pool, Duration.ofDays(1))) {
            await().until(() -> reports().isEmpty());
            assertThat(funnel.dropped()).isZero();
        }
    }
}
