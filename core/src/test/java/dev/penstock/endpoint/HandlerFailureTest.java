package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.ResponseViolation;
import dev.penstock.test.Conversation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever handlers do, the person stays on the screen and can try again. */
class HandlerFailureTest {

    record Booking(LocalDate day, int seats) {}

    record Scores(Map<String, Integer> byName) {}

    private final Conversation conversation = Conversation.with(Flow.named("shop")
            .onInit(request -> null)
            .onScreen("NULL", request -> null)
            .onScreen("THROWS", request -> {
                throw new java.io.IOException("holds what Ada typed");
            })
            .onScreen("OVERFLOWS", request -> overflow(1))
            .onScreen("NULLS", request -> NextScreen.of("NEXT").with(request.data()))
            .onScreen(
                    "BOOK",
                    Booking.class,
                    (booking, request) -> NextScreen.of("BOOKED").with(booking))
            .onScreen("SCORES", Scores.class, (scores, request) -> NextScreen.of("SCORED")));

    private static FlowResponse overflow(int depth) {
        return overflow(depth + 1);
    }

    private Failed failure() {
        assertThat(conversation.events(Failed.class)).hasSize(1);
        return conversation.events(Failed.class).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "THROWS", "OVERFLOWS"})
    void personStaysOnTheScreenWithMessage(String screen) {
        assertThat(conversation.ask(dataExchange(screen, "{}")))
                .isEqualTo(new Conversation.Reply(200, """
                        {"screen":"%s","data":{"error_message":"Something went wrong. Please try again."}}\
                        """.formatted(screen)));
        assertThat(failure().failure()).isEqualTo(Failure.HANDLER);
    }

    @Test
    void initCannotBeAnswered() {
        assertThat(conversation.ask(Conversation.INIT)).isEqualTo(new Conversation.Reply(500, ""));
    }

    @Test
    void eventSaysWhereItWasThrownAndNotTheMessage() {
        conversation.ask(dataExchange("THROWS", "{}"));

        assertThat(failure().problem())
                .startsWith("java.io.IOException\n    at dev.penstock.endpoint.HandlerFailureTest")
                .doesNotContain("Ada");
    }

    @Test
    void unmatchedScreenSaysWhichHandlerToAdd() {
        assertThat(conversation.ask(dataExchange("PAY", "{}")).clear())
                .contains("\"PAY\"")
                .contains("This step is not available at the moment.");
        assertThat(failure().failure()).isEqualTo(Failure.UNHANDLED_SCREEN);
        assertThat(failure().problem())
                .isEqualTo("The Flow shop has no handler for data_exchange."
                        + " Add: .onScreen(\"PAY\", request -> NextScreen.of(\"NEXT_SCREEN\"))");
    }

    @Test
    void unmatchedBackSaysWhichHandlerToAdd() {
        conversation.ask("{\"action\":\"BACK\",\"screen\":\"PAY\"}");

        assertThat(failure().problem()).endsWith(".onBack(\"PAY\", request -> NextScreen.of(\"PREVIOUS_SCREEN\"))");
    }

    @Test
    void whatCannotBeScreenIdIsNotRepeated() {
        conversation.ask(dataExchange("Ada Lovelace 1815", "{}"));

        assertThat(failure().problem()).contains("SCREEN_ID").doesNotContain("Ada");
    }

    @Test
    void dataThatDoesNotFitNamesRecordAndFieldAndNotTheValue() {
        conversation.ask(dataExchange("BOOK", "{\"day\":\"Ada's day\",\"seats\":2}"));

        assertThat(failure().failure()).isEqualTo(Failure.DATA_BINDING);
        assertThat(failure().problem())
                .isEqualTo("The data does not fit the record " + Booking.class.getName()
                        + " at day: it is not a date such as 2027-02-03.");
    }

    @Test
    void keysOfMapsAreDataAndNotNamed() {
        conversation.ask(dataExchange("SCORES", "{\"by_name\":{\"Ada\":\"many\"}}"));

        assertThat(failure().problem()).contains("byName").doesNotContain("Ada");
    }

    @Test
    void answerWithJsonNullIsNotSent() {
        assertThat(conversation
                        .ask(dataExchange("NULLS", "{\"a\":{\"b\":[1,null]}}"))
                        .clear())
                .contains("\"NULLS\"")
                .contains("Something went wrong");
    }

    @Test
    void responseCheckThatRefusesKeepsThePersonOnTheScreen() {
        var checked = Conversation.with(
                Flow.named("shop").onScreen("FORM", request -> NextScreen.of("NEXT")),
                endpoint -> endpoint.responseCheck(
                        (request, response) -> List.of(new ResponseViolation("screen", "is not in the routing model")),
                        ResponseCheckPolicy.REFUSE));

        assertThat(checked.ask(dataExchange("FORM", "{}")).clear()).contains("Something went wrong");
        assertThat(checked.events(EndpointEvent.ResponseRefused.class))
                .singleElement()
                .matches(event -> !event.sent());
    }

    @Test
    void responseCheckThatReportsLetsTheAnswerPass() {
        var checked = Conversation.with(
                Flow.named("shop").onScreen("FORM", request -> NextScreen.of("NEXT")),
                endpoint -> endpoint.responseCheck(
                        (request, response) -> List.of(new ResponseViolation("screen", "is not in the routing model")),
                        ResponseCheckPolicy.REPORT));

        assertThat(checked.ask(dataExchange("FORM", "{}")).clear()).contains("NEXT");
        assertThat(checked.events(EndpointEvent.ResponseRefused.class))
                .singleElement()
                .matches(EndpointEvent.ResponseRefused::sent);
    }

    @Test
    void anAnswerWithWarningsAloneIsSentAndReported() {
        var checked = Conversation.with(
                Flow.named("shop").onScreen("FORM", request -> NextScreen.of("NEXT")),
                endpoint -> endpoint.responseCheck(
                        (request, response) -> List.of(ResponseViolation.warning("data.title", "is cut")),
                        ResponseCheckPolicy.REFUSE));

        assertThat(checked.ask(dataExchange("FORM", "{}")).clear()).contains("NEXT");
        assertThat(checked.events(EndpointEvent.ResponseRefused.class))
                .singleElement()
                .matches(EndpointEvent.ResponseRefused::sent);
    }
}
