package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.test.Conversation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handler that takes longer than its time budget runs on, and nothing begins beside it that should wait for it. */
class LateHandlerTest {

    private static final Duration BUDGET = Duration.ofMillis(200);
    private static final String BOOKING = dataExchange("BOOK", "{\"day\":\"Friday\"}");

    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicBoolean wasInterrupted = new AtomicBoolean();
    private final FlowBuilder flow = Flow.named("shop")
            .timeBudget(BUDGET)
            .onInit(request -> NextScreen.of("FIRST").with("run", slowly()))
            .onScreen("SLOW", request -> NextScreen.of("NEXT").with("run", slowly()))
            .onScreen("QUICK", request -> NextScreen.of("NEXT"))
            .onScreen("BOOK", request -> request.complete(Map.of("number", slowly())))
            .onScreen("BREAKS", request -> {
                throw new IllegalStateException("run " + slowly());
            })
            .oncePerSubmission("BOOK")
            .oncePerSubmission("BREAKS");
    private final Conversation conversation = Conversation.with(flow);

    /** Which run it is, when it may finish. */
    private int slowly() {
        int run = begun.incrementAndGet();
        try {
            mayFinish.await();
        } catch (InterruptedException interrupted) {
            wasInterrupted.set(true);
        }
        ended.incrementAndGet();
        return run;
    }

    @AfterEach
    void letAllFinish() {
        mayFinish.countDown();
    }

    @Test
    void secondTapDoesNotRunTheHandlerWhileTheFirstRunsOn() {
        assertThat(conversation.ask(BOOKING).clear()).contains("longer than usual");
        assertThat(conversation.ask(BOOKING).clear()).contains("longer than usual");

        assertThat(begun).hasValue(1);
        assertThat(conversation.events(Failed.class))
                .extracting(Failed::failure)
                .containsOnly(Failure.TIME_BUDGET);
    }

    @Test
    void lateAnswerIsGivenToTheNextTap() {
        conversation.ask(BOOKING);
        mayFinish.countDown();

        assertThat(conversation.ask(BOOKING).clear()).contains("\"number\":1").contains("SUCCESS");
        assertThat(begun).hasValue(1);
        assertThat(wasInterrupted).isFalse();
    }

    @Test
    void tapThatWaitsGetsTheLateAnswerAsSoonAsItIsThere() throws Exception {
        var patient = Conversation.with(flow.timeBudget(Duration.ofSeconds(10)), endpoint -> endpoint.scope("patient"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> patient.ask(BOOKING));
            var second = threads.submit(() -> patient.ask(BOOKING));
            await().until(() -> begun.get() == 1);
            mayFinish.countDown();

            assertThat(first.get().clear()).contains("\"number\":1");
            assertThat(second.get().clear()).contains("\"number\":1");
        }
        assertThat(begun).hasValue(1);
    }

    @Test
    void submissionMayBeTriedAgainWhenTheLateHandlerHasFailed() {
        var breaks = dataExchange("BREAKS", "{}");
        conversation.ask(breaks);
        mayFinish.countDown();
        await().until(() -> conversation.endpoint.handlersRunningOn() == 0);

        assertThat(conversation.ask(breaks).clear()).contains("Something went wrong");
        assertThat(begun).hasValue(2);
    }

    /** What was sealed stays: only new bytes may get something else. */
    @Test
    void sameBytesGetTheSameBytesWhenTheHandlerHasEndedToo() {
        var sealed = conversation.phone.seal(BOOKING);
        var first = conversation.endpoint.answer(sealed.request());
        mayFinish.countDown();
        await().until(() -> ended.get() == 1);

        assertThat(conversation.endpoint.answer(sealed.request()).body()).isEqualTo(first.body());
    }

    @Test
    void handlersThatRunOnAreCountedUntilTheyHaveEnded() {
        conversation.ask(dataExchange("SLOW", "{}"));
        conversation.ask(dataExchange("SLOW", "{}"));
        assertThat(conversation.endpoint.handlersRunningOn()).isEqualTo(2);

        mayFinish.countDown();

        await().until(() -> conversation.endpoint.handlersRunningOn() == 0);
        assertThat(ended).hasValue(2);
        assertThat(wasInterrupted).isFalse();
    }

    @Test
    void noOtherBeginsWhenTooManyRunOn() {
        var bounded = bounded(endpoint -> endpoint.maxHandlersRunningOn(2));
        bounded.ask(dataExchange("SLOW", "{\"n\":1}"));
        bounded.ask(dataExchange("SLOW", "{\"n\":2}"));

        assertThat(bounded.ask(dataExchange("QUICK", "{}")).clear())
                .contains("\"screen\":\"QUICK\"")
                .contains("longer than usual");
        var init = bounded.endpoint.answer(bounded.phone.seal(Conversation.INIT).request());

        assertThat(init.status()).isEqualTo(503);
        assertThat(init.headers()).containsEntry(EndpointResponse.RETRY_AFTER, "1");
        assertThat(begun).hasValue(2);
        assertThat(bounded.events(Failed.class))
                .extracting(Failed::failure)
                .containsExactly(
                        Failure.TIME_BUDGET, Failure.TIME_BUDGET, Failure.TOO_MANY_RUN_ON, Failure.TOO_MANY_RUN_ON);
        mayFinish.countDown();
        await().until(() -> bounded.endpoint.handlersRunningOn() == 0);
        assertThat(bounded.ask(dataExchange("QUICK", "{}")).clear()).contains("NEXT");
    }

    @Test
    void whatWasAnsweredIsGivenAgainThoughTooManyRunOn() {
        var bounded = bounded(endpoint -> endpoint.maxHandlersRunningOn(1));
        var quick = bounded.phone.seal(dataExchange("QUICK", "{}"));
        var first = bounded.endpoint.answer(quick.request());
        bounded.ask(dataExchange("SLOW", "{}"));

        assertThat(bounded.endpoint.answer(quick.request()).body()).isEqualTo(first.body());
        assertThat(bounded.ask(Conversation.PING).clear()).isEqualTo(Conversation.HEALTHY);
    }

    private Conversation bounded(UnaryOperator<FlowEndpointBuilder> options) {
        return Conversation.with(flow, options);
    }

    @Test
    void boundThatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> bounded(endpoint -> endpoint.maxHandlersRunningOn(0)));
    }
}
