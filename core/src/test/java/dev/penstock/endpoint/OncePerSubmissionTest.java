package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.test.Conversation;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A person taps twice: another request with another key, but the same submission. */
class OncePerSubmissionTest {

    private static final String BOOKING = "{\"day\":\"Friday\"}";

    private final AtomicInteger bookings = new AtomicInteger();
    private final Conversation conversation = Conversation.with(Flow.named("shop")
            .onScreen(
                    "BOOK",
                    request -> request.data().has("full")
                            ? request.stay("Full, " + bookings.incrementAndGet())
                            : request.complete(Map.of("number", bookings.incrementAndGet())))
            .onScreen("LOOK", request -> NextScreen.of("LOOKED").with("times", bookings.incrementAndGet()))
            .oncePerSubmission("BOOK"));

    @Test
    void secondTapGetsTheFirstAnswerSealedAnew() {
        var first = conversation.phone.seal(dataExchange("BOOK", BOOKING));
        var second = conversation.phone.seal(dataExchange("BOOK", BOOKING));

        var firstAnswer = conversation.endpoint.answer(first.request());
        var secondAnswer = conversation.endpoint.answer(second.request());

        assertThat(second.open(secondAnswer)).isEqualTo(first.open(firstAnswer)).contains("\"number\":1");
        assertThat(secondAnswer.body()).isNotEqualTo(firstAnswer.body());
        assertThat(bookings).hasValue(1);
    }

    @Test
    void orderOfTheFieldsDoesNotMatter() {
        conversation.ask(dataExchange("BOOK", "{\"day\":\"Friday\",\"time\":9}"));

        assertThat(conversation
                        .ask(dataExchange("BOOK", "{\"time\":9,\"day\":\"Friday\"}"))
                        .clear())
                .contains("\"number\":1");
    }

    @Test
    void otherDataOrAnotherTokenIsAnotherSubmission() {
        conversation.ask(dataExchange("BOOK", BOOKING, "t-1"));
        conversation.ask(dataExchange("BOOK", BOOKING, "t-2"));
        conversation.ask(dataExchange("BOOK", "{\"day\":\"Monday\"}", "t-1"));

        assertThat(bookings).hasValue(3);
    }

    @Test
    void textsAndNumbersThatOnlyLookAlikeAreOtherSubmissions() {
        conversation.ask(dataExchange("BOOK", BOOKING, "t?"));
        conversation.ask(dataExchange("BOOK", BOOKING, "t\\ud800"));
        conversation.ask(dataExchange("BOOK", BOOKING, "t\\udc00"));
        conversation.ask(dataExchange("BOOK", "{\"n\":1.0000000000000000001}"));
        conversation.ask(dataExchange("BOOK", "{\"n\":1e400}"));
        conversation.ask(dataExchange("BOOK", "{\"n\":\"Infinity\"}"));
        conversation.ask(dataExchange("BOOK", "{\"n\":1e401}"));
        assertThat(bookings).hasValue(7);

        conversation.ask(dataExchange("BOOK", "{\"n\":1}"));
        conversation.ask(dataExchange("BOOK", "{\"n\":1.0}"));
        conversation.ask(dataExchange("BOOK", "{\"n\":1e0}"));
        assertThat(bookings).hasValue(8);
    }

    @Test
    void answerThatStaysOnTheScreenIsNotKept() {
        assertThat(conversation.ask(dataExchange("BOOK", "{\"full\":true}")).clear())
                .contains("Full, 1");
        assertThat(conversation.ask(dataExchange("BOOK", "{\"full\":true}")).clear())
                .contains("Full, 2");
    }

    @Test
    void nothingIsKeptForTokensThatTellNobodyApart() {
        conversation.ask(dataExchange("BOOK", BOOKING, "unused"));
        conversation.ask(dataExchange("BOOK", BOOKING, "unused"));
        conversation.ask(dataExchange("BOOK", BOOKING, ""));

        assertThat(bookings).hasValue(3);
    }

    @Test
    void screensThatDidNotAskForItRunEachTime() {
        conversation.ask(dataExchange("LOOK", BOOKING));

        assertThat(conversation.ask(dataExchange("LOOK", BOOKING)).clear()).contains("\"times\":2");
    }

    @Test
    void tapsAtTheSameMomentRunTheHandlerOnce() throws Exception {
        int taps = 32;
        var go = new CountDownLatch(1);
        var answers = new HashSet<String>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, taps)
                    .<Future<Conversation.Reply>>mapToObj(i -> threads.submit(() -> {
                        go.await();
                        return conversation.ask(dataExchange("BOOK", BOOKING));
                    }))
                    .toList();
            go.countDown();
            for (var reply : asked) {
                assertThat(reply.get().status()).isEqualTo(200);
                answers.add(reply.get().clear());
            }
        }

        assertThat(bookings).hasValue(1);
        assertThat(answers).hasSize(1);
    }

    @Test
    void tokensThatNobodyVouchesForAreRefusedAtBuild() {
        var flow = Flow.named("shop")
                .onScreen("BOOK", request -> request.complete(Map.of()))
                .oncePerSubmission("BOOK")
                .build();
        var endpoint =
                FlowEndpoint.builder(flow).keyset(TestKeys.KEYSET).appSecrets(AppSecrets.of(TestKeys.APP_SECRET));

        assertThatThrownBy(endpoint::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BOOK")
                .hasMessageContaining("flowTokens(FlowTokens.of(appSecrets))")
                .hasMessageContaining("uniqueFlowTokens()");
        assertThat(endpoint.flowTokens(FlowTokens.of(AppSecrets.of(TestKeys.APP_SECRET)))
                        .build()
                        .flow())
                .isEqualTo(flow);
    }

    /** UTF-8 would make a question mark of each, and one submission of two. */
    @Test
    void tokensThatDifferInALoneSurrogateAreTwo() {
        conversation.ask(dataExchange("BOOK", BOOKING, "t\\ud800"));
        conversation.ask(dataExchange("BOOK", BOOKING, "t?"));

        assertThat(bookings).hasValue(2);
    }

    @Test
    void submissionWhoseAnswerHadToGoDoesNotRunAgain() {
        var small = Conversation.with(
                Flow.named("shop")
                        .onScreen(
                                "BOOK",
                                request -> NextScreen.of("BOOKED")
                                        .with("number", bookings.incrementAndGet())
                                        .with("photo", "x".repeat(2_000_000)))
                        .oncePerSubmission("BOOK"),
                endpoint -> endpoint.replayGuard(
                        InMemoryReplayGuard.builder().maxBytes(1024 * 1024).build()));
        assertThat(small.ask(dataExchange("BOOK", BOOKING)).clear()).contains("\"number\":1");

        assertThat(small.ask(dataExchange("BOOK", BOOKING)).clear()).contains("Something went wrong");
        assertThat(bookings).hasValue(1);
    }
}
