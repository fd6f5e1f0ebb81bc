package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.test.Conversation;
import dev.penstock.test.LogRecorder;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Who looks after an endpoint finds out which request failed, and where in the handler, from the log alone. */
class FailureDiagnosisTest {

    private static final String TYPED = "Ada Lovelace, born 1815";

    private final LogRecorder log = LogRecorder.start();

    @AfterEach
    void stop() {
        log.close();
    }

    /** As a driver below a pool below a repository: the handler is far from where it was thrown. */
    private static FlowResponse deep(int depth) {
        if (depth > 0) {
            return deep(depth - 1);
        }
        throw new IllegalStateException(TYPED, new CompletionException(TYPED, new java.io.IOException(TYPED)));
    }

    private static FlowResponse bookTable(DataExchange request) {
        return deep(100);
    }

    private static Conversation conversation(UnaryOperator<FlowEndpointBuilder> options) {
        return Conversation.with(
                Flow.named("shop")
                        .onInit(request -> NextScreen.of("DEEP"))
                        .around((request, next) -> next.handle(request))
                        .onScreen("DEEP", FailureDiagnosisTest::bookTable)
                        .onScreen("MDC", request -> NextScreen.of("NEXT").with("id", MDC.get("penstock.request")))
                        .onScreen("JDK", request -> NextScreen.of("NEXT").with("id", Integer.parseInt(TYPED)))
                        .onScreen("VIOLATES", request -> NextScreen.of("NEXT"))
                        .build(),
                endpoint -> options.apply(endpoint.responseCheck(
                        (request, response) -> {
                            if (request.screen().equals("VIOLATES")) {
                                throw new IllegalStateException(TYPED);
                            }
                            return List.of();
                        },
                        ResponseCheckPolicy.REFUSE)));
    }

    private String line(String... fragments) {
        return log.lines().stream()
                .filter(line -> List.of(fragments).stream().allMatch(line::contains))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line has all of it: " + log.lines()));
    }

    @Nested
    class TheLog {

        @Test
        void namesTheRequestTheClassesAndTheHandlersOwnFrame() {
            var conversation = conversation(endpoint -> endpoint.requestIds(() -> "r-17"));

            conversation.ask(dataExchange("DEEP", "{}"));

            assertThat(line("shop: request r-17: data_exchange on DEEP failed (HANDLER)."))
                    .contains("(HANDLER). java.lang.IllegalStateException")
                    .contains("FailureDiagnosisTest.deep(FailureDiagnosisTest.java:")
                    .contains("FailureDiagnosisTest.bookTable(FailureDiagnosisTest.java:")
                    .contains("caused by java.util.concurrent.CompletionException")
                    .contains("caused by java.io.IOException")
                    .contains(" more ...")
                    .doesNotContain("java.base")
                    .doesNotContain("dev.penstock.endpoint.HandlerRun");
            assertThat(log.lines()).noneMatch(line -> line.contains("Ada"));
        }

        @Test
        void namesTheHandlersFrameThoughTheJdkThrew() {
            conversation(endpoint -> endpoint).ask(dataExchange("JDK", "{}"));

            assertThat(line("java.lang.NumberFormatException"))
                    .contains("FailureDiagnosisTest.java:")
                    .doesNotContain("Ada");
        }

        @Test
        void namesTheRequestWhereSomethingFailedThatMayNot() {
            conversation(endpoint -> endpoint.requestIds(() -> "r-18")).ask(dataExchange("VIOLATES", "{}"));

            assertThat(line("ERROR", "r-18", "java.lang.IllegalStateException", "FailureDiagnosisTest.java:"))
                    .doesNotContain("Ada");
        }

        @Test
        void revealsMessagesOnlyWhereThatWasAskedForAndWarnsOfIt() {
            var revealing = conversation(FlowEndpointBuilder::revealFailuresForDevelopment);

            assertThat(line("WARN", "revealFailuresForDevelopment")).contains("shop");
            revealing.ask(dataExchange("DEEP", "{}"));
            revealing.ask(dataExchange("VIOLATES", "{}"));
            assertThat(line("HANDLER", "java.lang.IllegalStateException: " + TYPED, "java.io.IOException: " + TYPED))
                    .contains("FailureDiagnosisTest.bookTable")
                    .doesNotContain("java.base", "HandlerRun", "Thread.run");
            assertThat(line("failed where none should", "java.lang.IllegalStateException: " + TYPED))
                    .isNotEmpty();
        }
    }

    @Nested
    class Listeners {

        @Test
        void getWhatWasThrownAndNoTextShowsItsMessage() {
            var conversation = conversation(endpoint -> endpoint);

            conversation.ask(dataExchange("DEEP", "{}"));
            conversation.ask(dataExchange("VIOLATES", "{}"));

            assertThat(conversation.events(Failed.class).getFirst().cause())
                    .get()
                    .satisfies(thrown -> assertThat(thrown).hasMessage(TYPED));
            assertThat(conversation.events(Refused.class).getFirst().cause())
                    .get()
                    .satisfies(thrown -> assertThat(thrown).hasMessage(TYPED));
            assertThat(conversation.events)
                    .allSatisfy(event -> assertThat(event.toString()).doesNotContain("Ada"));
        }

        @Test
        void hearOfEachRequestUnderOneIdOfItsOwn() {
            var conversation = conversation(endpoint -> endpoint);

            conversation.ask(dataExchange("DEEP", "{}"));
            conversation.ask(dataExchange("VIOLATES", "{}"));
            conversation.ask(Conversation.PING);

            assertThat(conversation.events.stream()
                            .map(EndpointEvent::requestId)
                            .distinct())
                    .hasSize(3)
                    .allSatisfy(id -> assertThat(id).matches("[0-9a-z]{10}"));
            assertThat(conversation.events.subList(0, 4))
                    .extracting(EndpointEvent::requestId)
                    .containsOnly(conversation.events.getFirst().requestId());
        }
    }

    @Nested
    class RequestIdsOfOnesOwn {

        @Test
        void areThoseOfTheEventsAndOfTheHandlersThread() {
            var count = new AtomicInteger();
            var conversation = conversation(endpoint -> endpoint.requestIds(() -> "own-" + count.incrementAndGet()));

            assertThat(conversation.ask(dataExchange("MDC", "{}")).clear()).contains("\"id\":\"own-1\"");
            assertThat(conversation.ask(dataExchange("MDC", "{}")).clear()).contains("\"id\":\"own-2\"");
            assertThat(conversation.events).extracting(EndpointEvent::requestId).containsOnly("own-1", "own-2");
        }

        @Test
        void thatCouldForgeLinesOrAreNoneAreReplaced() {
            for (var bad : List.of("a\nWARN all is lost", "", " ", "ü", "x".repeat(65))) {
                var conversation = conversation(endpoint -> endpoint.requestIds(() -> bad));

                assertThat(conversation.ask(Conversation.PING).status()).isEqualTo(200);
                assertThat(conversation.events)
                        .allMatch(event -> event.requestId().matches("[0-9a-z]{10}"));
            }
            assertThat(conversation(endpoint -> endpoint.requestIds(() -> {
                                throw new IllegalStateException(TYPED);
                            }))
                            .ask(Conversation.PING)
                            .status())
                    .isEqualTo(200);
        }
    }
}
