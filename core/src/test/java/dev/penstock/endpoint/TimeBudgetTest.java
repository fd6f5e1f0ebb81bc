package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.test.Conversation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A handler that does not come back in time: the person gets an answer all the same. */
class TimeBudgetTest {

    private static final Duration BUDGET = Duration.ofMillis(100);

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicReference<Thread> handlersThread = new AtomicReference<>();
    private final Conversation conversation = Conversation.with(Flow.named("shop")
            .timeBudget(BUDGET)
            .interruptLateHandlers()
            .onInit(request -> wait(never))
            .onScreen("OBEYS", request -> wait(never))
            .onScreen("IGNORES", request -> {
                while (true) {
                    try {
                        return wait(never);
                    } catch (InterruptedException ignored) {
                        // as careless handlers do
                    }
                }
            }));

    private FlowResponse wait(CountDownLatch latch) throws InterruptedException {
        handlersThread.set(Thread.currentThread());
        latch.await();
        return NextScreen.of("LATE");
    }

    @Test
    void personStaysOnTheScreenWithMessage() {
        assertThat(conversation.ask(dataExchange("OBEYS", "{}")).clear()).isEqualTo("""
                        {"screen":"OBEYS","data":{"error_message":"This is taking longer than usual. Please try\
                         again."}}""");
        assertThat(conversation.events(Failed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).isEqualTo(Failure.TIME_BUDGET))
                .satisfies(event -> assertThat(event.problem()).contains("PT0.1S"));
    }

    @Test
    void handlerIsInterruptedAndItsThreadEnds() {
        conversation.ask(dataExchange("OBEYS", "{}"));

        await().until(() -> !handlersThread.get().isAlive());
    }

    @Test
    void handlerThatIgnoresTheInterruptDoesNotHoldUpTheAnswer() {
        var started = System.nanoTime();

        assertThat(conversation.ask(dataExchange("IGNORES", "{}")).clear()).contains("\"screen\":\"IGNORES\"");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(BUDGET, Duration.ofSeconds(5));
        assertThat(handlersThread.get().isAlive()).isTrue();
        never.countDown();
        await().until(() -> !handlersThread.get().isAlive());
    }

    @Test
    void answerThatComesTooLateIsNotSent() {
        var sealed = conversation.phone.seal(dataExchange("IGNORES", "{}"));
        var first = conversation.endpoint.answer(sealed.request());
        never.countDown();
        await().until(() -> !handlersThread.get().isAlive());

        assertThat(conversation.endpoint.answer(sealed.request()).body()).isEqualTo(first.body());
    }

    @Test
    void nothingCanBeSaidWhereNoScreenIsKnown() {
        assertThat(conversation.ask(Conversation.INIT)).isEqualTo(new Conversation.Reply(500, ""));
    }

    @Test
    void filtersCountIntoTheBudget() {
        var slowFilter = Conversation.with(Flow.named("shop")
                .timeBudget(BUDGET)
                .onScreen("FORM", request -> NextScreen.of("NEXT"))
                .around((request, next) -> wait(never)));

        assertThat(slowFilter.ask(dataExchange("FORM", "{}")).clear()).contains("longer than usual");
    }

    @Test
    void budgetBeyondThePatienceOfPhonesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.named("shop").timeBudget(Duration.ofSeconds(11)))
                .withMessageContaining("at most PT10S");
        assertThatIllegalArgumentException().isThrownBy(() -> Flow.named("shop").timeBudget(Duration.ZERO));
    }
}
