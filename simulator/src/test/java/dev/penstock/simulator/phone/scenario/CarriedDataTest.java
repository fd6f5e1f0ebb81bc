package dev.penstock.simulator.phone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What navigate carries from screen to screen, and what a scenario may expect of it. */
class CarriedDataTest {

    private static PhoneSession phone(String inputType, String second, String third, String payload) {
        PhoneSession phone = PhoneSession.builder(FlowJson.parse("""
                {"version": "7.3", "screens": [
                 {"id": "ONE", "title": "One", "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "TextInput", "name": "qty", "label": "Quantity", "input-type": "%s"},
                  {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                   "next": {"type": "screen", "name": "TWO"}, "payload": {%s}}}]}},
                 {"id": "TWO", "title": "Two", "data": {"qty": {"type": "%s", "__example__": 1}},
                  "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                   "next": {"type": "screen", "name": "THREE"}, "payload": {"qty": "${data.qty}"}}}]}},
                 {"id": "THREE", "title": "Three", "terminal": true, "data": {"qty": {"type": "%s", "__example__": 1}},
                  "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete",
                   "payload": {"qty": "${data.qty}"}}}]}}]}
                """.formatted(inputType, payload, second, third)))
                .build();
        phone.apply(new PhoneEvent.Open());
        return phone;
    }

    private static ScenarioResult play(PhoneSession phone, String fill, String expected) {
        return ScenarioRunner.run(Scenario.parse("""
                steps:
                  - fill: {qty: '%s'}
                  - tap: footer
                  - expect: {screen: TWO}
                  - tap: footer
                  - expect: {screen: THREE}
                  - tap: footer
                  - expect: {open: false, response: {qty: %s}}
                """.formatted(fill, expected), Path.of("."), "s"), phone);
    }

    private static final String QTY = "\"qty\": \"${form.qty}\"";

    @Test
    void carriesANumberAsANumberAndWarnsOfTheSecondTime() {
        ScenarioResult result = play(phone("number", "number", "number", QTY), "7", "7");

        assertThat(result.failure()).isEmpty();
        assertThat(result.remarks())
                .singleElement()
                .asString()
                .startsWith(
                        "warning: From screen TWO to THREE: 'qty' is a number that navigate carries on a second time.");
    }

    @Test
    void carriesItAsATextWhereOneIsDeclared() {
        assertThat(play(phone("number", "string", "string", QTY), "7", "'7'").failure())
                .isEmpty();
        assertThat(play(phone("number", "string", "string", QTY), "7", "7").failure())
                .contains("Step 7, expect: response.qty should be the number \"7\", but is a text.");
        assertThat(play(phone("number", "number", "number", QTY), "7", "'7'").failure())
                .contains("Step 7, expect: response.qty should be a text \"7\", but is the number.");
    }

    @ParameterizedTest
    @CsvSource({"7,7.0", "'1,500',1500", "2.50,2.5", "-3,-3", "1e3,1000"})
    void readsNumbersAsTheyAreTyped(String typed, String number) {
        assertThat(play(phone("number", "number", "number", QTY), typed, number).failure())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text   | number | \"qty\": \"${form.qty}\" | 'qty' must be of type number, but is string",
                "number | boolean | \"qty\": \"${form.qty}\" | 'qty' must be of type boolean, but is string",
                "number | number | \"qty\": \"seven\" | 'qty' must be of type number, but is string",
                "number | number | \"qty\": 7, \"more\": 1 | the screen does not declare 'more'",
                "number | number | | 'qty' is missing"
            })
    void doesNotGoOnWithWhatTheNextScreenDoesNotDeclare(
            String inputType, String declared, @Nullable String payload, String expected) {
        PhoneSession phone = phone(inputType, declared, declared, payload == null ? "" : payload);

        ScenarioResult result = play(phone, "7", "7");

        assertThat(result.isPassed()).isFalse();
        assertThat(phone.screen()).contains("ONE");
        assertThat(phone.failure().orElse(""))
                .startsWith("What screen ONE carries to screen TWO does not fit:")
                .contains(expected);
    }

    @Test
    void carriesNothingFromAnInputThatIsEmpty() {
        PhoneSession phone = phone("number", "number", "number", QTY);

        phone.apply(ShownComponents.of(phone).tapOn("footer"));

        assertThat(phone.screen()).contains("TWO");
        assertThat(phone.data()).isEmpty();
    }

    @Test
    void comparesNumbersByValueAndNeverWithTexts() {
        ScenarioResult result = ScenarioRunner.run(
                Scenario.parse("steps: [{expect: {open: 'true'}}]", Path.of("."), "s"),
                phone("text", "string", "string", QTY));

        assertThat(result.failure()).contains("Step 1, expect: open should be a text \"true\", but is true or false.");
    }
}
