package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.test.Conversation;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What hangs on the thread that serves a request is there on the thread of its handler. */
class HandlerContextTest {

    private static final ThreadLocal<String> TRACE = new ThreadLocal<>();

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    private final FlowBuilder flow = Flow.named("shop")
            .around((request, next) -> {
                see("filter");
                return next.handle(request);
            })
            .onInit(request -> NextScreen.of("FORM"))
            .screen("FORM", request -> {
                see("data");
                return Map.of();
            })
            .onScreen("FORM", request -> {
                see("handler");
                return NextScreen.of("NEXT");
            })
            .onScreen("FAILS", request -> {
                throw new IllegalStateException("typed");
            })
            .screen("FAILS", request -> {
                see("data after a failure");
                return Map.of();
            })
            .onErrorNotification(notification -> see("notification"));

    private void see(String where) {
        seen.add(where + " " + TRACE.get() + " " + MDC.get("penstock.request"));
    }

    private static Runnable carried(Runnable work) {
        var trace = TRACE.get();
        var mdc = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.<String, String>of());
        return () -> {
            TRACE.set(trace);
            MDC.setContextMap(mdc);
            try {
                work.run();
            } finally {
                TRACE.remove();
                MDC.clear();
            }
        };
    }

    private Conversation conversation(UnaryOperator<Runnable> context) {
        return Conversation.with(
                flow, endpoint -> endpoint.handlerContext(context).requestIds(() -> "r-1"));
    }

    private void inTrace(Runnable work) {
        TRACE.set("trace-1");
        try {
            work.run();
        } finally {
            TRACE.remove();
        }
    }

    @Test
    void filterHandlerAndDataOfTheScreenHaveIt() {
        inTrace(() -> {
            conversation(HandlerContextTest::carried).ask(dataExchange("FORM", "{}"));
            conversation(HandlerContextTest::carried).ask(Conversation.INIT);
        });

        assertThat(seen)
                .containsExactly("filter trace-1 r-1", "handler trace-1 r-1", "filter trace-1 r-1", "data trace-1 r-1");
    }

    @Test
    void dataOfTheScreenAfterAFailureHasItAndTheRequestIdEvenWithoutAContext() {
        inTrace(() -> {
            conversation(HandlerContextTest::carried).ask(dataExchange("FAILS", "{}"));
            Conversation.with(flow, endpoint -> endpoint.requestIds(() -> "r-2"))
                    .ask(dataExchange("FAILS", "{}"));
        });

        assertThat(seen).contains("data after a failure trace-1 r-1", "data after a failure null r-2");
    }

    @Test
    void handlerOfErrorNotificationsHasIt() {
        inTrace(() -> conversation(HandlerContextTest::carried)
                .ask(dataExchange("FORM", "{\"error\":\"timeout_error\",\"error_message\":\"m\"}")));

        await().untilAsserted(() -> assertThat(seen).containsExactly("notification trace-1 r-1"));
    }

    @Test
    void nothingOfItStaysWithTheThreadThatServes() {
        inTrace(() -> conversation(HandlerContextTest::carried).ask(dataExchange("FORM", "{}")));

        assertThat(TRACE.get()).isNull();
        assertThat(MDC.get("penstock.request")).isNull();
    }

    @Test
    void theOneGivenLastIsTheOutermost() {
        UnaryOperator<Runnable> inner = work -> () -> {
            seen.add("inner");
            work.run();
        };
        UnaryOperator<Runnable> outer = work -> () -> {
            seen.add("outer");
            work.run();
        };
        Conversation.with(flow, endpoint -> endpoint.handlerContext(inner).handlerContext(outer))
                .ask(dataExchange("FORM", "{}"));

        assertThat(seen).startsWith("outer", "inner");
    }

    @Test
    void whateverTheContextDoesWrongThePersonStaysOnTheScreenAndItIsTold() {
        UnaryOperator<Runnable> throwsAtOnce = work -> {
            throw new IllegalStateException("typed");
        };
        UnaryOperator<Runnable> throwsLater = work -> () -> {
            throw new IllegalStateException("typed");
        };
        UnaryOperator<Runnable> doesNotRunIt = work -> () -> {};
        for (var broken : java.util.List.of(throwsAtOnce, throwsLater, doesNotRunIt)) {
            var conversation = conversation(broken);

            var reply = conversation.ask(dataExchange("FAILS", "{}"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.clear()).contains("\"screen\":\"FAILS\"", "error_message");
            assertThat(conversation.events(Failed.class)).isNotEmpty();
        }
    }

    @Test
    void handlerRunsOnceThoughTheContextRunsItTwice() {
        conversation(work -> () -> {
                    work.run();
                    work.run();
                })
                .ask(dataExchange("FORM", "{}"));

        assertThat(seen).hasSize(2);
    }

    @Test
    void framesOfTheContextAreNotInTheLog() {
        var conversation = conversation(HandlerContextTest::carried);
        conversation.ask(dataExchange("FAILS", "{}"));

        assertThat(conversation.events(Failed.class).getFirst().problem())
                .contains("HandlerContextTest.java")
                .doesNotContain("HandlerContextTest.lambda$carried", "Handover");
    }
}
