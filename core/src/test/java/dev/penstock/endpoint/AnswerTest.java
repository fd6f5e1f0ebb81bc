package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.Completion;
import dev.penstock.Flow;
import dev.penstock.FlowRequest;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.NextScreen;
import dev.penstock.test.Conversation;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The shapes of answers, as phones see them. */
public class AnswerTest {

    public enum Size {
        SMALL
    }

    public record Item(String itemId, Optional<String> description, Size size) {}

    public record Booking(String customerName, LocalDate day, int seats, Optional<String> note) {}

    private static String answer(FlowResponse response) {
        return Conversation.with(Flow.named("shop").onScreen("FORM", request -> response))
                .ask(dataExchange("FORM", "{}", "t-1"))
                .clear();
    }

    @Test
    public void nextScreenHasScreenAndData() {
        assertThat(answer(NextScreen.of("NEXT"))).isEqualTo("{\"screen\":\"NEXT\",\"data\":{}}");
    }

    @Test
    public void fieldErrorsAreAnObjectByInput() {
        assertThat(answer(NextScreen.of("FORM").withFieldErrors(Map.of("day", "That day is full"))))
                .isEqualTo("{\"screen\":\"FORM\",\"data\":{\"error_messages\":{\"day\":\"That day is full\"}}}");
    }

    @Test
    public void stayHasMessageAndMayHaveData() {
        var conversation = Conversation.with(Flow.named("shop")
                .onScreen("FORM", request -> request.stay("Full").with("left", 0)));

        assertThat(conversation.ask(dataExchange("FORM", "{}")).clear())
                .isEqualTo("{\"screen\":\"FORM\",\"data\":{\"error_message\":\"Full\",\"left\":0}}");
    }

    @Test
    public void reservedAndEmptyScreensAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NextScreen.of("SUCCESS"))
                .withMessageContaining("request.complete");
        assertThatIllegalArgumentException().isThrownBy(() -> NextScreen.of(""));
    }

    @Nested
    public class OfCompletion {

        @Test
        void carriesTheFlowToken() {
            assertThat(answer(Completion.of(Map.of("booking", "B-19")))).isEqualTo("""
                            {"screen":"SUCCESS","data":{"extension_message_response":{"params":{"flow_token":"t-1",\
                            "booking":"B-19"}}}}""");
        }

        @Test
        void keepsFlowTokenThatTheHandlerGives() {
            assertThat(answer(Completion.of(Map.of("flow_token", "mine")))).contains("{\"flow_token\":\"mine\"}");
        }

        @Test
        void mayCloseTheFlowWithoutMessage() {
            assertThat(answer(Completion.withoutMessage())).isEqualTo("{\"screen\":\"SUCCESS\",\"data\":{}}");
        }
    }

    @Nested
    public class OfRecords {

        @Test
        void componentsAreFieldsInSnakeCase() {
            var booking = new Booking("Ada", LocalDate.of(2027, 2, 3), 2, Optional.empty());

            assertThat(answer(NextScreen.of("NEXT").with(booking))).isEqualTo("""
                            {"screen":"NEXT","data":{"customer_name":"Ada","day":"2027-02-03","seats":2}}""");
        }

        @Test
        void listsOfRecordsAreListsOfObjects() {
            var items = List.of(
                    new Item("a", Optional.of("first"), Size.SMALL), new Item("b", Optional.empty(), Size.SMALL));

            assertThat(answer(NextScreen.of("NEXT").with("items", items))).isEqualTo("""
                            {"screen":"NEXT","data":{"items":[{"item_id":"a","description":"first","size":"SMALL"},\
                            {"item_id":"b","size":"SMALL"}]}}""");
        }

        @Test
        void componentThatIsNullIsLeftOut() {
            assertThat(answer(NextScreen.of("NEXT").with(new Booking(null, null, 0, Optional.empty()))))
                    .isEqualTo("{\"screen\":\"NEXT\",\"data\":{\"seats\":0}}");
        }

        @Test
        void dataOfRequestIsBoundBySnakeOrCamelCase() {
            var bound = new AtomicReference<Booking>();
            var conversation = Conversation.with(Flow.named("shop").onScreen("FORM", Booking.class, (b, request) -> {
                bound.set(b);
                return NextScreen.of("NEXT");
            }));

            conversation.ask(dataExchange(
                    "FORM", "{\"customer_name\":\"Ada\",\"day\":\"2027-02-03\",\"seats\":\"2\",\"unknown\":null}"));

            assertThat(bound.get()).isEqualTo(new Booking("Ada", LocalDate.of(2027, 2, 3), 2, Optional.empty()));
        }
    }

    /** Phones refuse an answer with a JSON null. */
    @Nested
    public class WithNull {

        private final Map<String, Object> holdsNull = new HashMap<>(Map.of("day", "Friday"));

        WithNull() {
            holdsNull.put("note", null);
        }

        @Test
        void isRefusedInMapsAndLists() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NextScreen.of("NEXT").with(holdsNull))
                    .withMessage("data.note is null, which phones refuse: leave the key out.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NextScreen.of("NEXT").with("list", Arrays.asList("a", null)))
                    .withMessageStartingWith("list[1] is null");
            assertThatIllegalArgumentException().isThrownBy(() -> Completion.of(holdsNull));
        }

        @Test
        void isRefusedInTheDataOfRequestThatIsGivenBack() {
            var received =
                    ((Init) FlowRequest.parse("{\"action\":\"INIT\",\"data\":{\"a\":[null]}}".getBytes())).data();

            assertThatIllegalArgumentException().isThrownBy(() -> new NextScreen("NEXT", received));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NextScreen.of("NEXT").with(received));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NextScreen.of("NEXT").with("form", received));
            assertThatIllegalArgumentException().isThrownBy(() -> new Completion(Optional.of(received)));
        }

        @Test
        void isNoHindranceWhereItIsNot() {
            var received = ((Init) FlowRequest.parse("{\"action\":\"INIT\",\"data\":{\"a\":[1]}}".getBytes())).data();

            assertThat(answer(new NextScreen("NEXT", received)))
                    .isEqualTo("{\"screen\":\"NEXT\",\"data\":{\"a\":[1]}}");
        }
    }

    @Test
    public void valuesThatAreNoJsonAreRefused() {
        var next = NextScreen.of("NEXT");

        assertThatIllegalArgumentException().isThrownBy(() -> next.with("n", Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> next.with("o", Optional.of("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> next.with(Map.of(1, "x")));
        assertThatIllegalArgumentException().isThrownBy(() -> next.with("just text"));
    }
}
