package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.ErrorNotification;
import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.event.AnswerShape;
import dev.penstock.event.AnswerShape.Form;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.ErrorNotified;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.ResponseViolation;
import dev.penstock.test.Conversation;
import dev.penstock.test.LogRecorder;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorNotificationTest {

    private static final Conversation.Reply ACKNOWLEDGED =
            new Conversation.Reply(200, "{\"data\":{\"acknowledged\":true}}");

    private final AtomicInteger handled = new AtomicInteger();
    private final Conversation conversation =
            Conversation.with(Flow.named("shop").onInit(this::count).onScreen("FORM", this::count));

    private FlowResponse count(ScreenRequest request) {
        handled.incrementAndGet();
        return NextScreen.of("NEXT");
    }

    @Test
    void isAcknowledgedWithoutAnyHandler() {
        var asked = conversation.ask(
                dataExchange("FORM", "{\"error\":\"invalid-screen-transition\",\"error_message\":\"m\"}"));

        assertThat(asked).isEqualTo(ACKNOWLEDGED);
        assertThat(handled).hasValue(0);
        assertThat(conversation.events(ErrorNotified.class))
                .extracting(ErrorNotified::errorKey)
                .containsExactly("invalid-screen-transition");
    }

    @Test
    void mayComeAsInitWithoutScreenOrToken() {
        assertThat(conversation.ask("""
                                {"version":700,"action":"INIT","data":{"error_key":"timeout_error","error_message":""}}\
                                """)).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void mayComeWithoutScreenAsDataExchange() {
        assertThat(conversation.ask("""
                                {"action":"data_exchange","data":{"error":"payload-schema-error","error_message":"m"}}\
                                """)).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void unknownErrorIsReportedWithoutItsText() {
        conversation.ask(dataExchange("FORM", "{\"error\":\"Ada's data\",\"error_message\":\"m\"}"));

        assertThat(conversation.events(ErrorNotified.class))
                .extracting(ErrorNotified::errorKey)
                .containsExactly("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"my printer is broken\"}",
                "{\"error\":\"my printer is broken\",\"error_message\":\"E-13\",\"printer\":\"HP\"}",
                "{\"error\":17,\"error_message\":\"E-13\"}",
                "{\"error\":\"e\",\"error_message\":null}",
                "{\"error_message\":\"E-13\"}"
            })
    void formFieldCalledErrorReachesTheHandler(String data) {
        assertThat(conversation.ask(dataExchange("FORM", data)).clear()).contains("NEXT");
        assertThat(handled).hasValue(1);
        assertThat(conversation.events(ErrorNotified.class)).isEmpty();
    }

    @Nested
    class HandlerOfTheFlow {

        private static final String NOTIFICATION =
                "{\"error\":\"invalid-screen-transition\",\"error_message\":\"no edge for Ada\"}";

        private final BlockingQueue<ErrorNotification> heard = new LinkedBlockingQueue<>();

        @Test
        void hearsOfScreenTokenKeyAndMessage() throws Exception {
            var shop = Conversation.with(flow().onErrorNotification(heard::put));

            assertThat(shop.ask(dataExchange("FORM", NOTIFICATION))).isEqualTo(ACKNOWLEDGED);

            var notification = heard.poll(10, TimeUnit.SECONDS);
            assertThat(notification).isNotNull();
            assertThat(notification.screen()).isEqualTo("FORM");
            assertThat(notification.flowToken().value()).isEqualTo("t-1");
            assertThat(notification.flowToken().subject()).isEmpty();
            assertThat(notification.errorKey()).isEqualTo("invalid-screen-transition");
            assertThat(notification.errorMessage()).isEqualTo("no edge for Ada");
        }

        @Test
        void getsTheSubjectOfOurOwnTokensAndNoneOfForgedOnes() throws Exception {
            var tokens = FlowTokens.of(AppSecrets.of(TestKeys.APP_SECRET));
            var shop =
                    Conversation.with(flow().onErrorNotification(heard::put), endpoint -> endpoint.flowTokens(tokens));

            shop.ask(dataExchange("FORM", NOTIFICATION, tokens.issue("shop", "ada-1815")));
            assertThat(heard.poll(10, TimeUnit.SECONDS).flowToken().subject()).contains("ada-1815");
            shop.ask(dataExchange("FORM", NOTIFICATION, "forged"));
            assertThat(heard.poll(10, TimeUnit.SECONDS).flowToken().subject()).isEmpty();
        }

        @Test
        void isNotWaitedFor() throws Exception {
            var release = new CountDownLatch(1);
            var shop = Conversation.with(flow().onErrorNotification(notification -> {
                release.await();
                heard.put(notification);
            }));

            assertThat(shop.ask(dataExchange("FORM", NOTIFICATION))).isEqualTo(ACKNOWLEDGED);
            assertThat(heard).isEmpty();
            release.countDown();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
        }

        @Test
        void mayFailWithoutBreakingTheAcknowledgement() {
            for (var thrown : List.of(new IllegalStateException("Lovelace"), new StackOverflowError("Lovelace"))) {
                var shop = Conversation.with(flow().onErrorNotification(notification -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) thrown;
                }));

                assertThat(shop.ask(dataExchange("FORM", NOTIFICATION))).isEqualTo(ACKNOWLEDGED);

                await().untilAsserted(() -> assertThat(shop.events(Failed.class))
                        .singleElement()
                        .satisfies(failed -> {
                            assertThat(failed.failure()).isEqualTo(Failure.HANDLER);
                            assertThat(failed.request().kind()).contains(Kind.ERROR_NOTIFICATION);
                            assertThat(failed.cause()).containsSame(thrown);
                            assertThat(failed.toString()).doesNotContain("Lovelace");
                        }));
            }
        }

        @Test
        void isLeftOutWhileTooManyRun() {
            var release = new CountDownLatch(1);
            var shop = Conversation.with(flow().onErrorNotification(notification -> release.await()));

            for (int i = 0; i < 65; i++) {
                assertThat(shop.ask(dataExchange("FORM", NOTIFICATION))).isEqualTo(ACKNOWLEDGED);
            }
            release.countDown();

            assertThat(shop.events(Failed.class)).extracting(Failed::failure).containsExactly(Failure.TOO_MANY_RUN_ON);
        }

        @Test
        void isGivenOnce() {
            var flow = flow().onErrorNotification(heard::put);

            assertThatThrownBy(() -> flow.onErrorNotification(heard::put))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("already");
        }

        private FlowBuilder flow() {
            return Flow.named("shop").onInit(request -> NextScreen.of("FORM"));
        }
    }

    @Nested
    class AnswerAtFault {

        private final LogRecorder log = LogRecorder.start();
        private final Conversation shop = Conversation.with(
                Flow.named("shop")
                        .onInit(request -> NextScreen.of("FORM"))
                        .onScreen("FORM", request -> NextScreen.of("TIMES").with(request.data()))
                        .onScreen("TIMES", request -> request.complete(Map.of("typed", "Ada")))
                        .build(),
                endpoint -> endpoint.responseCheck(new RoutingOnly(), ResponseCheckPolicy.REPORT));

        @AfterEach
        void stop() {
            log.close();
        }

        private void notify(String screen, String token) {
            shop.ask(dataExchange(screen, "{\"error\":\"invalid-screen-transition\",\"error_message\":\"m\"}", token));
        }

        private ErrorNotified last() {
            return shop.events(ErrorNotified.class).getLast();
        }

        @Test
        void isNamedInTheEventAndInTheLogWithWhatTheRoutingModelAllows() {
            shop.ask(dataExchange("FORM", "{\"Ada\":\"Ada\"}", "t-9"));
            notify("TIMES", "t-9");

            assertThat(last().answer()).get().satisfies(answer -> {
                assertThat(answer.from()).contains("FORM");
                assertThat(answer.to()).contains("TIMES");
                assertThat(answer.form()).isEqualTo(Form.SCREEN);
                assertThat(answer.allowed()).contains(Set.of("DETAILS"));
                assertThat(answer.fields()).isEqualTo(1);
                assertThat(answer.requestId())
                        .isEqualTo(shop.events(EndpointEvent.Answered.class)
                                .getFirst()
                                .requestId());
            });
            assertThat(last().request().screen()).contains("TIMES");
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("TIMES answered from FORM; the routing model allows DETAILS"))
                    .noneMatch(line -> line.contains("Ada") || line.contains("t-9"));
        }

        @Test
        void isThatOnTheScreenOfTheNotification() {
            shop.ask(Conversation.INIT.replace("t-1", "t-9"));
            shop.ask(dataExchange("FORM", "{}", "t-9"));
            shop.ask(dataExchange("TIMES", "{}", "t-9"));

            notify("TIMES", "t-9");
            assertThat(last().answer()).get().extracting(AnswerShape::form).isEqualTo(Form.COMPLETION);
            notify("FORM", "t-9");
            assertThat(last().answer()).get().extracting(AnswerShape::to).isEqualTo(Optional.of("TIMES"));
        }

        @Test
        void isThatOfTheSamePersonOnly() {
            shop.ask(dataExchange("FORM", "{}", "t-9"));
            notify("TIMES", "t-10");

            assertThat(last().answer()).isEmpty();
        }

        @Test
        void tokenIsHashedTheSameForOneAndOtherwiseForAnother() {
            notify("TIMES", "t-9");
            var first = last().tokenHash();
            notify("FORM", "t-9");
            assertThat(last().tokenHash()).isEqualTo(first).get().asString().matches("[0-9a-f]{16}");
            notify("TIMES", "t-10");
            assertThat(last().tokenHash()).isNotEqualTo(first);
            notify("TIMES", "unused");
            assertThat(last().tokenHash()).isEmpty();
        }

        @Test
        void messageAfterAFailureIsAnAnswerToo() {
            var failing = Conversation.with(
                    Flow.named("shop").onInit(request -> NextScreen.of("FORM")).onScreen("FORM", request -> {
                        throw new IllegalStateException();
                    }));
            failing.ask(dataExchange("FORM", "{}"));
            failing.ask(dataExchange("FORM", "{\"error\":\"payload-schema-error\",\"error_message\":\"m\"}"));

            assertThat(failing.events(ErrorNotified.class).getFirst().answer())
                    .get()
                    .extracting(AnswerShape::form)
                    .isEqualTo(Form.SCREEN_WITH_MESSAGE);
        }

        @Test
        void isForgottenBeforeMemoryRunsOut() {
            shop.ask(dataExchange("FORM", "{}", "the-first"));
            var recent = new RecentAnswers();
            var shape =
                    new AnswerShape("r-1", Optional.empty(), Form.COMPLETION, Optional.empty(), Optional.empty(), 0, 0);
            for (int i = 0; i < 10_000; i++) {
                recent.add(FlowToken.of("token " + i), shape);
            }
            notify("TIMES", "the-first");

            assertThat(last().answer()).isEmpty();
        }
    }

    /** Knows no more than that DETAILS follows FORM. */
    private static final class RoutingOnly implements ResponseCheck {

        @Override
        public List<ResponseViolation> check(ScreenRequest request, FlowResponse response) {
            return List.of();
        }

        @Override
        public Set<String> screens() {
            return Set.of("FORM", "TIMES", "DETAILS");
        }

        @Override
        public Optional<Set<String>> followers(String screen) {
            return screen.equals("FORM") ? Optional.of(Set.of("DETAILS")) : Optional.empty();
        }
    }
}
