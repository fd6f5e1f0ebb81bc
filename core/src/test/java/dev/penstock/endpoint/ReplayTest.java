package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Answered;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.test.Conversation;
import dev.penstock.test.ManualClock;
import dev.penstock.test.Phone;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same bytes again: the same answer, and the handler does not run. */
class ReplayTest {

    private final AtomicInteger runs = new AtomicInteger();
    private final FlowBuilder flow = Flow.named("shop")
            .onInit(request -> {
                runs.incrementAndGet();
                throw new IllegalStateException();
            })
            .onScreen("FORM", request -> NextScreen.of("NEXT").with("run", runs.incrementAndGet()));
    private final Conversation conversation = Conversation.with(flow);
    private final Phone.Sealed sealed = conversation.phone.seal(dataExchange("FORM", "{}"));

    @Test
    void sameBytesGetTheSameBytesAndTheHandlerRunsOnce() {
        var first = conversation.endpoint.answer(sealed.request());
        var again = conversation.endpoint.answer(sealed.request());

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(runs).hasValue(1);
        assertThat(conversation.events(Answered.class))
                .extracting(Answered::replayed)
                .containsExactly(false, true);
    }

    @Test
    void layoutOfTheJsonDoesNotMakeAnotherRequest() {
        var first = conversation.endpoint.answer(sealed.request());
        var spaced = new String(sealed.request().body(), StandardCharsets.UTF_8).replace(",", " ,\n");

        var again = conversation.endpoint.answer(conversation.phone.sign(spaced.getBytes(StandardCharsets.UTF_8)));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(runs).hasValue(1);
    }

    @Test
    void sameBytesAtTheSameMomentRunTheHandlerOnce() throws Exception {
        int requests = 64;
        var go = new CountDownLatch(1);
        var answers = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, requests)
                    .<Future<EndpointResponse>>mapToObj(i -> threads.submit(() -> {
                        go.await();
                        return conversation.endpoint.answer(sealed.request());
                    }))
                    .toList();
            go.countDown();
            for (var answer : asked) {
                answers.add(new String(answer.get().body(), StandardCharsets.US_ASCII));
            }
        }

        assertThat(runs).hasValue(1);
        assertThat(answers).hasSize(1);
        assertThat(sealed.open(answers.iterator().next().getBytes(StandardCharsets.US_ASCII)))
                .contains("\"run\":1");
    }

    @Test
    void refusalOfTheTokenIsReplayedToo() {
        var refusing = Conversation.with(
                Flow.named("shop").onInit(request -> request.invalidFlowToken("No. " + runs.incrementAndGet())));
        var init = refusing.phone.seal(Conversation.INIT);

        var first = refusing.endpoint.answer(init.request());
        var again = refusing.endpoint.answer(init.request());

        assertThat(again.status()).isEqualTo(427);
        assertThat(again.body()).isEqualTo(first.body());
    }

    /** Nothing was sealed, so nothing can be sealed twice under one key. */
    @Test
    void answerWithoutBodyIsNotKept() {
        var init = conversation.phone.seal(Conversation.INIT);

        assertThat(conversation.status(init.request())).isEqualTo(500);
        assertThat(conversation.status(init.request())).isEqualTo(500);
        assertThat(runs).hasValue(2);
    }

    /**
     * Endpoints of one number have one key pair: both can open the bytes, and both answers would have one key and
     * vector.
     */
    @Test
    void sameBytesAtAnotherEndpointAreRefused() {
        var guard = InMemoryReplayGuard.builder().build();
        var shop = Conversation.with(flow, endpoint -> endpoint.replayGuard(guard));
        var clinic = Conversation.with(
                Flow.named("clinic").onScreen("FORM", request -> NextScreen.of("CLINIC")),
                endpoint -> endpoint.replayGuard(guard));

        var first = shop.endpoint.answer(sealed.request());
        var elsewhere = clinic.endpoint.answer(sealed.request());

        assertThat(sealed.open(first)).contains("NEXT");
        assertThat(elsewhere.status()).isEqualTo(503);
        assertThat(elsewhere.body()).isEmpty();
        assertThat(clinic.events(EndpointEvent.Refused.class))
                .extracting(EndpointEvent.Refused::refusal)
                .containsExactly(EndpointEvent.Refusal.ANSWERED_BEFORE);
        assertThat(shop.endpoint.answer(sealed.request()).body()).isEqualTo(first.body());
    }

    @Test
    void endpointsThatAreGivenNoGuardShareOne() {
        var another = Conversation.with(flow);

        conversation.endpoint.answer(sealed.request());

        assertThat(another.status(sealed.request())).isEqualTo(503);
        assertThat(runs).hasValue(1);
    }

    @Test
    void answerThatIsMoreThanAllMemoryIsSentOnceAndNeverSealedAnew() {
        var small = Conversation.with(
                Flow.named("shop")
                        .onScreen(
                                "FORM",
                                request -> NextScreen.of("NEXT")
                                        .with("run", runs.incrementAndGet())
                                        .with("photo", "x".repeat(2_000_000))),
                endpoint -> endpoint.replayGuard(
                        InMemoryReplayGuard.builder().maxBytes(1024 * 1024).build()));

        assertThat(sealed.open(small.endpoint.answer(sealed.request()))).contains("\"run\":1");

        var again = small.endpoint.answer(sealed.request());
        assertThat(again.status()).isEqualTo(503);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers()).containsEntry(EndpointResponse.RETRY_AFTER, "1");
        assertThat(runs).hasValue(1);
    }

    @Test
    void answerWhoseBytesHadToGoIsNeverSealedAnew() {
        var small = Conversation.with(
                Flow.named("shop")
                        .onScreen(
                                "FORM",
                                request -> NextScreen.of("NEXT")
                                        .with("run", runs.incrementAndGet())
                                        .with("photo", "x".repeat(200_000))),
                endpoint -> endpoint.replayGuard(
                        InMemoryReplayGuard.builder().maxBytes(1024 * 1024).build()));
        small.endpoint.answer(sealed.request());
        for (int i = 0; i < 6; i++) {
            small.ask(dataExchange("FORM", "{}"));
        }

        assertThat(small.status(sealed.request())).isEqualTo(503);
        assertThat(runs).hasValue(7);
    }

    @Test
    void requestIsNewAgainWhenTheGuardHasForgottenIt() {
        var clock = ManualClock.create();
        var forgetful = Conversation.with(
                flow,
                endpoint -> endpoint.replayGuard(InMemoryReplayGuard.builder()
                        .keep(Duration.ofMinutes(5))
                        .clock(clock)
                        .build()));

        forgetful.endpoint.answer(sealed.request());
        clock.advance(Duration.ofMinutes(5));
        forgetful.endpoint.answer(sealed.request());

        assertThat(runs).hasValue(2);
    }
}
