package dev.penstock.flowjson.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningsTest {

    private static final FlowJson FLOW = FlowJson.parse("""
            {"version": "7.3", "screens": [
             {"id": "HELLO", "title": "Hello", "data": {
               "name": {"type": "string", "__example__": "x"}, "count": {"type": "number", "__example__": 1}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "TextHeading", "text": "${data.name}"},
               {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                "next": {"type": "screen", "name": "END"}, "payload": {}}}]}},
             {"id": "END", "title": "End", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
              {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}""");

    private static List<ResponseViolation> check(String payload) {
        return Openings.check(FLOW, StrictJson.readObject(payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"screen\": \"HELLO\", \"data\": {\"name\": \"Ana\", \"count\": 2}}",
                "{\"data\": {\"name\": \"Ana\", \"count\": 2}}"
            })
    void takesWhatFits(String payload) {
        assertThat(check(payload)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"screen\": \"HELO\", \"data\": {\"a\": 1}} | flow_action_payload.screen: The Flow JSON has no"
                        + " screen HELO. Did you mean HELLO?",
                "{\"screen\": \"NOWHERE\"} | flow_action_payload.screen: The Flow JSON has no screen NOWHERE. Name"
                        + " one it has.",
                "{\"screen\": \"END\"} | flow_action_payload.screen: A Flow opens with an entry screen, and edges"
                        + " of the routing model lead to END. Entry screens: HELLO.",
                "{\"screen\": 7} | flow_action_payload.screen: It must be a string.",
                "{\"data\": {}} | flow_action_payload.data: An empty object is refused. Leave data out, or fill it.",
                "{\"data\": \"x\"} | flow_action_payload.data: It must be an object.",
                "{\"data\": {\"name\": \"a\", \"count\": 1, \"more\": 1}} | flow_action_payload.data.more: Screen"
                        + " HELLO does not declare it. Declare it there, or leave it out.",
                "{\"data\": {\"name\": \"a\", \"count\": \"1\"}} | flow_action_payload.data.count: Expected"
                        + " number, found string (line 3 of the Flow JSON).",
                "{\"data\": {\"name\": \"a\", \"count\": null}} | flow_action_payload.data.count: Expected number,"
                        + " found null (line 3 of the Flow JSON)."
            })
    void tellsWhatDoesNot(String payload, String expected) {
        assertThat(check(payload))
                .singleElement()
                .satisfies(violation -> assertThat(violation).hasToString(expected));
    }

    @Test
    void demandsEveryDeclaredKeyOfDataThatIsThere() {
        assertThat(check("{\"data\": {\"name\": \"a\"}}")).singleElement().satisfies(violation -> {
            assertThat(violation.path()).isEqualTo("flow_action_payload.data.count");
            assertThat(violation.isWarning()).isFalse();
        });
    }

    @Test
    void onlyWarnsOfNoDataAtAllAndOfTextsThatAreCut() {
        assertThat(check("{}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation)
                        .hasToString("warning: flow_action_payload.data: Screen HELLO declares data (name,"
                                + " count), and the message brings none."));
        assertThat(check("{\"data\": {\"name\": \"%s\", \"count\": 1}}".formatted("x".repeat(81))))
                .singleElement()
                .satisfies(violation -> assertThat(violation.isWarning()).isTrue());
    }
}
