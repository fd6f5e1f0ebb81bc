package dev.penstock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowTexts;
import dev.penstock.NextScreen;
import dev.penstock.ScreenHandler;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.UnpairedFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers are tried through the whole endpoint, in the words of who uses the Flow. */
class FlowTesterTest {

    record Choice(String department, LocalDate date) {}

    private static final FlowJson FLOW_JSON = FlowJson.parse("""
            {
              "version": "7.3", "data_api_version": "3.0",
              "routing_model": {"APPOINTMENT": ["SUMMARY"], "SUMMARY": []},
              "screens": [
                {"id": "APPOINTMENT", "title": "Appointment",
                 "data": {"departments": {"type": "array", "items": {"type": "string"}, "__example__": ["beauty"]}},
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload":
                     {"department": "beauty", "date": "2026-12-01"}}}]}},
                {"id": "SUMMARY", "title": "Summary", "terminal": true, "refresh_on_back": true,
                 "data": {"department": {"type": "string", "__example__": "beauty"},
                          "date": {"type": "string", "__example__": "2026-12-01"}},
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}
              ]
            }
            """);

    private final AtomicInteger bookings = new AtomicInteger();

    private FlowBuilder booking() {
        return booking(request -> request.data().string("department").equals(Optional.of("teeth"))
                ? request.stay("The dentist is away.")
                : NextScreen.of("SUMMARY").with(request.data().as(Choice.class)));
    }

    private FlowBuilder booking(ScreenHandler<DataExchange> onAppointment) {
        return Flow.named("booking")
                .screen("APPOINTMENT", request -> Map.of("departments", List.of("beauty", "teeth")))
                .onInit(request -> NextScreen.of("APPOINTMENT"))
                .onScreen("APPOINTMENT", onAppointment)
                .onScreen("SUMMARY", request -> request.complete(Map.of("number", bookings.incrementAndGet())))
                .onBack("SUMMARY", request -> NextScreen.of("APPOINTMENT"));
    }

    private static Map<String, Object> beauty() {
        return Map.of("department", "beauty", "date", "2026-12-01");
    }

    @Test
    void aConversationIsPlayedFromTheFirstScreenToTheLast() {
        var tester = FlowTester.of(booking().build()).withFlowJson(FLOW_JSON);

        tester.expectHealthy();
        tester.init()
                .expectScreen("APPOINTMENT")
                .expectData("departments", List.of("beauty", "teeth"))
                .expectNoErrorMessage()
                .submit(Map.of("department", "teeth", "date", "2026-12-01"))
                .expectScreen("APPOINTMENT")
                .expectErrorMessage("The dentist is away.")
                .submit(new Choice("beauty", LocalDate.of(2026, 12, 1)))
                .expectScreen("SUMMARY")
                .expectData("date", LocalDate.of(2026, 12, 1))
                .back()
                .expectScreen("APPOINTMENT")
                .submit(beauty())
                .submit(Map.of())
                .expectCompletion()
                .expectCompletion("number", 1)
                .expectCompletion("flow_token", tester.flowToken());
    }

    @Test
    void itsAnswersHaveValuesForAssertionsOfAnyKind() {
        var summary = FlowTester.of(booking().build()).submit("APPOINTMENT", beauty());

        assertThat(summary.screen()).isEqualTo("SUMMARY");
        assertThat(summary.data()).containsEntry("department", "beauty").hasSize(2);
        assertThat(summary.status()).isEqualTo(200);
        assertThat(summary.errorMessage()).isEmpty();
        assertThat(summary.isCompletion()).isFalse();
        assertThat(summary.completion()).isEmpty();
        assertThat(summary.failureCause()).isEmpty();
        assertThat(summary.violations()).isEmpty();

        var end = summary.submit(Map.of());

        assertThat(end.isCompletion()).isTrue();
        assertThat(end.screen()).isEmpty();
        assertThat(end.data()).isEmpty();
        assertThat(end.completion()).containsEntry("number", 1);
    }

    @Test
    void aPersonMaySubmitNothingAtAllInAField() {
        var data = new HashMap<String, Object>();
        data.put("note", null);
        var flow = Flow.named("notes")
                .onScreen(
                        "NOTE",
                        request ->
                                NextScreen.of("NOTE").with("has", request.data().has("note")));

        FlowTester.of(flow.build()).submit("NOTE", data).expectData("has", false);
    }

    @Nested
    class SomethingElseComes {

        private final FlowAnswer appointment = FlowTester.of(booking().build()).init();

        @Test
        void theMessageSaysWhatWasExpectedAndWhatCame() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> appointment.expectScreen("SUMMARY"))
                    .withMessage("Expected the screen SUMMARY, but got the screen APPOINTMENT.");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> appointment.expectData("departments", List.of()))
                    .withMessage("Expected departments to be [] among the data, and it is [beauty, teeth], but got the"
                            + " screen APPOINTMENT.");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> appointment.expectData("days", 1))
                    .withMessageContaining("it is not there");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> appointment.expectErrorMessage("Gone."))
                    .withMessageContaining("\"Gone.\", and it is not there");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(appointment::expectCompletion)
                    .withMessageContaining("the end of the Flow");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> appointment.expectInvalidFlowToken("Old."))
                    .withMessageContaining("status 427");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(appointment::expectFailure)
                    .withMessageContaining("the step fails");
        }

        @Test
        void anUnexpectedMessageIsSeen() {
            var stays = appointment.submit(Map.of("department", "teeth", "date", "2026-12-01"));

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(stays::expectNoErrorMessage)
                    .withMessageContaining("The dentist is away.");
        }

        @Test
        void nobodyGoesOnAfterTheEnd() {
            var end = appointment.submit(beauty()).submit(Map.of()).expectCompletion();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> end.submit(Map.of()))
                    .withMessage("There is no screen to go on from: the step before got the end of the Flow.");
            assertThatExceptionOfType(AssertionError.class).isThrownBy(end::back);
        }
    }

    @Nested
    class SomethingFails {

        @Test
        void theExceptionOfTheHandlerIsTheCause() {
            var thrown = new IllegalStateException("The calendar is away.");
            var flow = booking().onScreen("BROKEN", request -> {
                throw thrown;
            });

            var answer = FlowTester.of(flow.build()).submit("BROKEN", Map.of());

            assertThatThrownBy(() -> answer.expectScreen("BROKEN"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("data_exchange failed (HANDLER)")
                    .hasMessageContaining("The calendar is away.")
                    .hasCause(thrown);
            assertThatThrownBy(() -> answer.submit(Map.of())).hasCause(thrown);
            assertThatThrownBy(answer::back).hasCause(thrown);
            assertThatThrownBy(answer::again).hasCause(thrown);
            assertThat(answer.failureCause()).contains(thrown);
        }

        @Test
        void whoMeansItSeesWhatThePersonSees() {
            var flow = booking(request -> {
                        throw new IllegalStateException();
                    })
                    .build();

            FlowTester.of(flow)
                    .init()
                    .submit(beauty())
                    .expectFailure()
                    .expectScreen("APPOINTMENT")
                    .expectData("departments", List.of("beauty", "teeth"))
                    .expectErrorMessage(FlowTexts.ENGLISH.failed());
        }

        @Test
        void dataThatDoesNotFitTheRecordIsAFailure() {
            var answer = FlowTester.of(booking().build()).submit("APPOINTMENT", Map.of("department", "beauty"));

            assertThatThrownBy(() -> answer.expectScreen("APPOINTMENT")).hasMessageContaining("DATA_BINDING");
            answer.expectFailure().expectErrorMessage(FlowTexts.ENGLISH.doesNotFit());
        }

        @Test
        void aHandlerBeyondItsTimeBudgetIsAFailure() {
            var never = new CountDownLatch(1);
            var flow = booking()
                    .onScreen("SLOW", request -> {
                        never.await();
                        return NextScreen.of("SUMMARY");
                    })
                    .timeBudget(Duration.ofMillis(50))
                    .build();

            var answer = FlowTester.of(flow).submit("SLOW", Map.of());
            never.countDown();

            assertThatThrownBy(() -> answer.expectScreen("SLOW")).hasMessageContaining("TIME_BUDGET");
            answer.expectFailure().expectErrorMessage(FlowTexts.ENGLISH.tookTooLong());
        }

        @Test
        void whereNoScreenIsKnownItIsAStatus() {
            var flow = Flow.named("shop").onInit(request -> {
                throw new IllegalStateException();
            });

            var answer = FlowTester.of(flow.build()).init().expectFailure();

            assertThat(answer.status()).isEqualTo(500);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> answer.expectScreen("FIRST"))
                    .withMessage("Expected the screen FIRST, but got status 500.");
        }

        @Test
        void anAnswerThatAPhoneWouldRefuseIsAFailure() {
            var flow = booking(request -> NextScreen.of("SUMMARY").with("department", 7))
                    .build();

            var answer = FlowTester.of(flow).withFlowJson(FLOW_JSON).init().submit(beauty());

            assertThatThrownBy(() -> answer.expectScreen("SUMMARY"))
                    .hasMessageStartingWith("A phone would refuse the answer to data_exchange: ")
                    .hasMessageContaining("department");
            assertThat(answer.violations())
                    .extracting(ResponseViolation::path)
                    .contains("data.department", "data.date");
            FlowTester.of(flow).init().submit(beauty()).expectScreen("SUMMARY");
        }
    }

    @Nested
    class TheEndpointIsWhole {

        @Test
        void aScreenThatIsAnsweredOnceIsSoForWhoTapsTwice() {
            var flow = booking().oncePerSubmission("SUMMARY").build();
            var summary = FlowTester.of(flow).init().submit(beauty());

            var end = summary.submit(Map.of()).expectCompletion("number", 1);

            end.again().expectCompletion("number", 1);
            assertThat(bookings).hasValue(1);
        }

        @Test
        void whatIsNotAnsweredOnceRunsAgain() {
            FlowTester.of(booking().build())
                    .submit("SUMMARY", Map.of())
                    .expectCompletion("number", 1)
                    .again()
                    .expectCompletion("number", 2);
        }

        @Test
        void handlersSeeTheSubjectOfATokenThatWasIssued() {
            var flow = Flow.named("who")
                    .onInit(request -> NextScreen.of("ME")
                            .with("me", request.flowToken().subject().orElse("nobody")))
                    .build();

            FlowTester.of(flow).init().expectData("me", "nobody");
            FlowTester.of(flow).withSubject("patient-7").init().expectData("me", "patient-7");
        }

        @Test
        void handlersSeeTheTokenThatWasGiven() {
            var flow = Flow.named("who")
                    .onInit(request -> NextScreen.of("ME")
                            .with("token", request.flowToken().value()))
                    .build();

            FlowTester.of(flow).withFlowToken("my-token").init().expectData("token", "my-token");
        }

        @Test
        void aTokenThatIsNoLongerValidIsAnAnswerAndNoFailure() {
            var flow = Flow.named("old").onInit(request -> request.invalidFlowToken("Please ask again."));

            FlowTester.of(flow.build()).init().expectInvalidFlowToken("Please ask again.");
        }

        @Test
        void moreOfTheEndpointCanBeSet() {
            var events = new CopyOnWriteArrayList<EndpointEvent>();

            FlowTester.of(booking().build())
                    .withEndpoint(endpoint -> endpoint.listener(events::add))
                    .withFlowJson(FLOW_JSON)
                    .init();

            assertThat(events).hasAtLeastOneElementOfType(EndpointEvent.Answered.class);
        }

        @Test
        void requestsAreEncryptedAndSigned() {
            var wire = FlowTester.of(booking().build()).init().exchange().wire();

            assertThat(wire.requestBody()).contains("encrypted_flow_data").doesNotContain("INIT");
            assertThat(wire.requestHeaders()).containsKey("X-Hub-Signature-256");
            assertThat(wire.answerBody()).matches("[A-Za-z0-9+/]+=*");
            assertThat(wire.answerHeaders()).containsEntry("Content-Type", "text/plain; charset=utf-8");
        }
    }

    @Nested
    class WithAFlowJson {

        @Test
        void handlersAndScreensMustFitTogether() {
            var flow = booking().onScreen("SUMMERY", request -> NextScreen.of("SUMMARY"));
            var tester = FlowTester.of(flow.build());

            assertThatThrownBy(() -> tester.withFlowJson(FLOW_JSON))
                    .isInstanceOf(UnpairedFlowException.class)
                    .hasMessageContaining("SUMMERY");
        }

        @Test
        void itIsReadFromAFile(@TempDir Path directory) throws IOException {
            var file = Files.writeString(directory.resolve("booking.json"), FLOW_JSON.source());

            FlowTester.of(booking().build()).withFlowJson(file).init().expectScreen("APPOINTMENT");
        }
    }

    @Test
    void nothingThatWasSubmittedIsInTheTextsOfItsObjects() {
        var tester = FlowTester.of(booking().build()).withFlowToken("my-secret-token");
        var answer = tester.submit("APPOINTMENT", Map.of("department", "teeth", "date", "2026-12-01"));

        assertThat(tester.toString() + answer).doesNotContain("my-secret-token", "teeth", "dentist");
    }
}
