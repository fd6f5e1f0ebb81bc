package dev.penstock.flowjson.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Back;
import dev.penstock.Completion;
import dev.penstock.DataExchange;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.Init;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScreenModelsTest {

    private static final String DOCUMENT = """
            {"version": "7.3", "data_api_version": "3.0",
             "routing_model": {"START": ["CHOICE"], "CHOICE": ["END", "LIST"], "END": [], "LIST": ["END"]},
             "screens": [
              {"id": "START", "title": "Start", "layout": {"type": "SingleColumnLayout", "children": []}},
              {"id": "CHOICE", "title": "Choice",
               "data": {
                "name": {"type": "string", "__example__": "x"},
                "count": {"type": "number", "__example__": 1},
                "open": {"type": "boolean", "__example__": true},
                "slots": {"type": "array", "__example__": [], "items": {"type": "object",
                  "properties": {"id": {"type": "string"}, "title": {"type": "string"}}, "required": ["id"]}},
                "required": ["name"]},
               "layout": {"type": "SingleColumnLayout", "children": [
                 {"type": "Dropdown", "name": "slot", "label": "Slot", "data-source": "${data.slots}"}]}},
              {"id": "LIST", "title": "List", "layout": {"type": "SingleColumnLayout", "children": [
                 {"type": "NavigationList", "name": "list", "list-items": []}]}},
              {"id": "END", "title": "End", "terminal": true,
               "data": {"note": {"type": "string", "__example__": ""}},
               "layout": {"type": "SingleColumnLayout", "children": []}}]}
            """;

    private final ScreenModels models = ScreenModels.of(FlowJson.parse(DOCUMENT));

    private static ScreenRequest init(String screen) {
        return new Init("3.0", screen, FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());
    }

    private static ScreenRequest exchange(String screen) {
        return new DataExchange("3.0", screen, FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());
    }

    private static ScreenRequest back(String screen) {
        return new Back("3.0", screen, FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());
    }

    private List<String> violations(ScreenRequest request, FlowResponse response) {
        return models.check(request, response).stream()
                .map(ResponseViolation::toString)
                .toList();
    }

    @Nested
    class Transitions {

        @Test
        void mayStayGoForwardAndGoBack() {
            NextScreen choice = NextScreen.of("CHOICE").with("name", "x");

            assertThat(violations(exchange("START"), choice)).isEmpty();
            assertThat(violations(exchange("CHOICE"), choice)).isEmpty();
            assertThat(violations(exchange("CHOICE"), NextScreen.of("START"))).isEmpty();
            assertThat(violations(back("END"), choice)).isEmpty();
        }

        @Test
        void refusesUnknownScreensAndMissingEdges() {
            assertThat(violations(exchange("START"), NextScreen.of("NOWHERE")))
                    .singleElement()
                    .asString()
                    .startsWith("screen: The Flow JSON has no screen NOWHERE");
            assertThat(violations(exchange("START"), NextScreen.of("END").with("note", "n")))
                    .singleElement()
                    .asString()
                    .startsWith("screen: The routing model has no edge between START and END");
        }

        @Test
        void doesNotRepeatWhatSomebodyMayHaveTyped() {
            for (var typed : List.of("tweety7f3a", "Jane Doe", "jane@example.com", "x".repeat(200))) {
                assertThat(violations(exchange("START"), NextScreen.of(typed)).toString())
                        .contains("which is not shown")
                        .doesNotContain(typed);
                assertThat(violations(init(typed), NextScreen.of("START")).toString())
                        .contains("which is not shown")
                        .doesNotContain(typed);
            }
            assertThat(violations(exchange("START"), NextScreen.of("Chioce")).toString())
                    .contains("no screen Chioce");
        }

        @Test
        void answersInitWithAnEntryScreenOrTheNamedOne() {
            assertThat(violations(init(""), NextScreen.of("START"))).isEmpty();
            assertThat(violations(init(""), NextScreen.of("END").with("note", "n")))
                    .singleElement()
                    .asString()
                    .contains("entry screen", "START");
            assertThat(violations(init("END"), NextScreen.of("END").with("note", "n")))
                    .isEmpty();
            assertThat(violations(init("END"), NextScreen.of("START")))
                    .singleElement()
                    .asString()
                    .contains("must be that screen");
        }
    }

    @Nested
    class Data {

        private List<String> choice(Map<String, ?> data) {
            return violations(exchange("CHOICE"), new NextScreen("CHOICE", FlowData.from(data)));
        }

        @Test
        void fitsTheModel() {
            assertThat(choice(Map.of(
                            "name",
                            "x",
                            "count",
                            2,
                            "open",
                            false,
                            "slots",
                            List.of(Map.of("id", "1", "title", "One")))))
                    .isEmpty();
        }

        @Test
        void toleratesUndeclaredKeysAndMissingOnesThatAreNotRequired() {
            assertThat(choice(Map.of("name", "x", "extra", 1))).isEmpty();
            assertThat(choice(Map.of("count", 1)))
                    .containsExactly("data.name: Screen CHOICE requires it (line 7 of the Flow JSON).");
        }

        @Test
        void namesPathExpectedTypeAndLine() {
            assertThat(choice(Map.of("name", 7)))
                    .containsExactly("data.name: Expected string, found number (line 7 of the Flow JSON).");
            assertThat(choice(Map.of("name", "x", "slots", List.of(Map.of("id", "1"), Map.of("id", 2)))))
                    .containsExactly("data.slots[1].id: Expected string, found number (line 10 of the Flow JSON).");
            assertThat(choice(Map.of("name", "x", "slots", List.of(Map.of("title", "One")))))
                    .containsExactly("data.slots[0].id: It is required, and missing (line 10 of the Flow JSON).");
            assertThat(choice(Map.of("name", "x", "slots", "many")))
                    .singleElement()
                    .asString()
                    .contains("Expected array of object, found string");
        }

        @Test
        void givesNothingToAScreenWithoutAModelButAMessage() {
            assertThat(violations(exchange("START"), NextScreen.of("START").withErrorMessage("Sorry")))
                    .isEmpty();
            assertThat(violations(exchange("START"), NextScreen.of("START").with("a", 1)))
                    .singleElement()
                    .asString()
                    .startsWith("data.a: Screen START declares no data (line 4");
            assertThat(violations(exchange("START"), NextScreen.of("START").with("error_message", 1)))
                    .containsExactly("data.error_message: Expected string, found number.");
        }

        @Test
        void requiresEverythingComingFromANavigationList() {
            assertThat(violations(exchange("LIST"), NextScreen.of("END")))
                    .singleElement()
                    .asString()
                    .startsWith("data.note: Screen END requires it");
        }

        @Test
        void limitsPicturesOfOptions() {
            List<?> slots = List.of(Map.of("id", "1", "title", "One", "image", "/9j/" + "A".repeat(150_000)));

            assertThat(choice(Map.of("name", "x", "slots", slots)))
                    .containsExactly("data.slots[0].image: The picture is larger than 100 KB. Make it smaller.");
        }

        @Test
        void listsManyViolationsButNotWithoutEnd() {
            NextScreen next = NextScreen.of("START");
            for (int i = 0; i < 100; i++) {
                next = next.with("key" + i, i);
            }

            assertThat(models.check(exchange("START"), next)).hasSize(20);
        }
    }

    /** A few microseconds each; the bound is several hundred times that, so that only a change of kind breaks it. */
    @Test
    void costsNextToNothing() {
        NextScreen next = NextScreen.of("CHOICE").with("name", "x").with("slots", slots(50));
        ScreenRequest request = exchange("START");
        for (int i = 0; i < 5_000; i++) {
            assertThat(models.check(request, next)).isEmpty();
        }

        Instant start = Instant.now();
        for (int i = 0; i < 5_000; i++) {
            models.check(request, next);
        }

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    private static List<?> slots(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("id", "" + i, "title", "Slot"))
                .toList();
    }

    @Test
    void checksFinalAnswers() {
        assertThat(violations(exchange("END"), Completion.of(Map.of("id", 1)))).isEmpty();
        assertThat(violations(exchange("END"), Completion.withoutMessage())).isEmpty();
        assertThat(violations(exchange("END"), Completion.of(Map.of("flow_token", "t"))))
                .isEmpty();
        assertThat(violations(exchange("END"), Completion.of(Map.of("flow_token", "other"))))
                .singleElement()
                .asString()
                .contains("not the flow token of the request")
                .doesNotContain("other");
        assertThat(violations(exchange("END"), new InvalidFlowToken("Gone"))).isEmpty();
    }
}
