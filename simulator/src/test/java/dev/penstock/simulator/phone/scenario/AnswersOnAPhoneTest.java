package dev.penstock.simulator.phone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneRemark;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.ScriptedLine;
import dev.penstock.testing.AnswerData;
import dev.penstock.testing.Exchange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the phone makes of answers: which screens may follow, what they must bring, and what becomes of what was there.
 */
class AnswersOnAPhoneTest {

    private static final FlowJson FLOW = FlowJson.parse("""
            {"version": "7.3", "data_api_version": "3.0",
             "routing_model": {"MENU": ["DISH"], "DISH": ["NOTE"], "NOTE": []}, "screens": [
             {"id": "MENU", "title": "Menu", "data": {
               "greeting": {"type": "string", "__example__": "hi"},
               "dishes": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"},
                 "title": {"type": "string"}}}, "__example__": []}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "TextHeading", "text": "${data.greeting}"},
               {"type": "RadioButtonsGroup", "name": "dish", "label": "Dish", "data-source": "${data.dishes}"},
               {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}},
             {"id": "DISH", "title": "Dish", "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}},
             {"id": "NOTE", "title": "Note", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}
            """);

    private static final Map<String, Object> SOUP = Map.of("id", "soup", "title", "Soup");
    private static final Map<String, Object> MENU = Map.of("greeting", "hi", "dishes", List.of(SOUP));

    private final ScriptedLine line = new ScriptedLine();

    private PhoneSession opened(AnswerData data) {
        line.then("MENU", MENU);
        PhoneSession phone =
                PhoneSession.builder(FLOW).line(line).answerData(data).build();
        phone.apply(new PhoneEvent.Open());
        return phone;
    }

    private static void go(PhoneSession phone) {
        phone.apply(ShownComponents.of(phone).tapOn("footer"));
    }

    private PhoneSession answered(AnswerData data, String screen, Map<String, Object> answer) {
        PhoneSession phone = opened(data);
        line.then(screen, answer);
        go(phone);
        return phone;
    }

    private static List<String> findings(PhoneSession phone) {
        return phone.remarks().stream().map(PhoneRemark::toString).toList();
    }

    @Test
    void goesForwardBackAlongAnEdgeAndNowhereElse() {
        PhoneSession phone = answered(AnswerData.MERGE, "DISH", Map.of());
        line.then("NOTE", Map.of());
        go(phone);
        line.then("DISH", Map.of());
        go(phone);
        assertThat(phone.screen()).contains("DISH");
        line.then("NOTE", Map.of());
        go(phone);

        line.then("MENU", MENU);
        go(phone);

        assertThat(phone.screen()).contains("NOTE");
        assertThat(phone.failure()).contains("The routing model has no way from screen NOTE to screen MENU.");
        assertThat(line.asked.getLast().get("data").toString()).contains("invalid-screen-transition");
    }

    @Test
    void refusesAnAnswerWithoutData() {
        PhoneSession phone = opened(AnswerData.MERGE);
        line.then(new Exchange.Answered(200, Map.of("screen", "DISH")));

        go(phone);

        assertThat(phone.screen()).contains("MENU");
        assertThat(phone.failure()).contains("The answer has no 'data', or it is not an object.");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnAnswerThatLeavesOutADeclaredKey(AnswerData data) {
        line.then("MENU", Map.of("greeting", "hi"));
        PhoneSession phone =
                PhoneSession.builder(FLOW).line(line).answerData(data).build();

        phone.apply(new PhoneEvent.Open());

        assertThat(phone.failure()).contains("The data does not fit screen MENU. 'dishes' is missing.");
        assertThat(line.asked.getLast().get("data").toString()).contains("payload-schema-error");
    }

    @Test
    void takesAnAnswerThatLeavesOutADeclaredKeyIfItIsToldTo() {
        line.then("MENU", Map.of("greeting", "hi"));
        PhoneSession phone =
                PhoneSession.builder(FLOW).line(line).allowMissingKeys().build();

        phone.apply(new PhoneEvent.Open());

        assertThat(phone.screen()).contains("MENU");
    }

    @Test
    void demandsOnlyWhatTheScreenRequiresIfItSaysSo() {
        line.then("MENU", Map.of("greeting", "hi"));
        FlowJson flow = FlowJson.parse(
                FLOW.source().replace("\"greeting\": {", "\"required\": [\"greeting\"], \"greeting\": {"));
        PhoneSession phone = PhoneSession.builder(flow).line(line).build();

        phone.apply(new PhoneEvent.Open());

        assertThat(phone.screen()).contains("MENU");
    }

    @Test
    void keepsWhatAMessageLeavesOutWhereAnswersAreMerged() {
        PhoneSession phone = answered(AnswerData.MERGE, "MENU", Map.of("error_message", "Sold out"));

        assertThat(phone.data()).isEqualTo(MENU);
        assertThat(phone.message()).contains("Sold out");
    }

    @Test
    void showsNothingWhereAnswersReplace() {
        PhoneSession phone = answered(AnswerData.REPLACE, "MENU", Map.of("error_message", "Sold out"));

        assertThat(phone.data()).isEmpty();
        assertThat(phone.message()).contains("Sold out");
        assertThat(phone.failure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void saysWherePhonesDiffer(AnswerData data) {
        PhoneSession phone = answered(data, "MENU", Map.of("error_message", "Sold out"));

        assertThat(findings(phone))
                .contains("warning: The answer for screen MENU leaves out greeting, dishes, which the screen has."
                        + " Phones that merge keep it, and phones that replace show nothing there. Send"
                        + " all data of the screen.");
    }

    @Test
    void mergesAPartOfTheDataAndRefusesItWhereAnswersReplace() {
        Map<String, Object> part = Map.of("greeting", "again");

        assertThat(answered(AnswerData.MERGE, "MENU", part).data())
                .containsEntry("greeting", "again")
                .containsEntry("dishes", List.of(SOUP));
        assertThat(answered(AnswerData.REPLACE, "MENU", part).failure())
                .contains("The data does not fit screen MENU. 'dishes' is missing.");
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingWhereEverythingIsSent(AnswerData data) {
        assertThat(answered(data, "MENU", Map.of("greeting", "b", "dishes", List.of(SOUP), "error_message", "x"))
                        .remarks())
                .isEmpty();
    }

    @Test
    void findsOptionsThatNobodyCanUseAndTextsThatAreCut() {
        line.then(
                "MENU",
                Map.of("greeting", "x".repeat(200), "dishes", List.of(SOUP, Map.of("id", "soup", "title", "Again"))));
        PhoneSession phone = PhoneSession.builder(FLOW).line(line).build();

        phone.apply(new PhoneEvent.Open());

        assertThat(findings(phone))
                .containsExactlyInAnyOrder(
                        "Screen MENU, data.dishes[1].id: Another one has the same ID, so they cannot be told apart.",
                        "warning: Screen MENU, data.greeting: It has 200 characters, and phones show 80 of a text.");
        assertThat(phone.exchangeLog().getLast().faults()).hasSize(2);
    }

    @Test
    void failsAScenarioInWhichOptionsCannotBeUsed() {
        line.then("MENU", Map.of("greeting", "hi", "dishes", List.of()));
        PhoneSession phone = PhoneSession.builder(FLOW).line(line).build();

        ScenarioResult result =
                ScenarioRunner.run(Scenario.parse("steps: [open, {expect: {screen: MENU}}]", Path.of("."), "s"), phone);

        assertThat(result.failure().orElse(""))
                .startsWith("Step 1, open: Screen MENU, data.dishes: RadioButtonsGroup needs 1 at least");
    }

    @Test
    void opensAtOnceOnAScreenOnlyIfTheMessageFitsIt() {
        assertThat(startedOn("MENU", MENU).failure()).isEmpty();
        assertThat(startedOn("MENU", Map.of()).screen()).contains("MENU");
        assertThat(startedOn("NOWHERE", Map.of()).failure().orElse("")).contains("has no screen NOWHERE");
        assertThat(startedOn("DISH", Map.of()).failure())
                .as("any screen may be looked at")
                .isEmpty();
        assertThat(startedOn("MENU", Map.of("greeting", "hi")).failure().orElse(""))
                .contains("flow_action_payload.data.dishes", "declares it");
        assertThat(startedOn("MENU", Map.of("greeting", 7, "dishes", List.of(SOUP)))
                        .failure()
                        .orElse(""))
                .contains("flow_action_payload.data.greeting: Expected string, found number");
        assertThat(startedOn("MENU", Map.of("greeting", "a", "dishes", List.of(SOUP), "more", 1))
                        .failure()
                        .orElse(""))
                .contains("flow_action_payload.data.more: Screen MENU does not declare it");
    }

    private static PhoneSession startedOn(String screen, Map<String, Object> data) {
        PhoneSession phone = PhoneSession.builder(FLOW).startOn(screen, data).build();
        phone.apply(new PhoneEvent.Open());
        return phone;
    }

    @Test
    void playsAScenarioOnBothKindsOfPhonesAndAsksTheEndpointOnce() {
        String scenario = """
                steps:
                  - open
                  - fill: {dish: soup}
                  - tap: footer
                  - expect: {screen: MENU, message: Sold out, data: {greeting: hi}}
                """;
        line.then("MENU", MENU).then("MENU", Map.of("error_message", "Sold out"));

        ScenarioResult result = ScenarioRunner.runBoth(
                Scenario.parse(scenario, Path.of("."), "s"),
                line,
                (over, data) ->
                        PhoneSession.builder(FLOW).line(over).answerData(data).build());

        assertThat(line.asked).hasSize(2);
        assertThat(result.failure())
                .contains("On a phone on which an answer replaces what the screen has: Step 4, expect: data.greeting"
                        + " should be \"hi\", but is absent.");
        assertThat(result.remarks()).singleElement().asString().contains("leaves out greeting, dishes");
    }

    @Test
    void passesOnBothWhereEverythingIsSent() {
        String scenario = "steps: [open, {tap: footer}, {expect: {screen: MENU, data: {greeting: hi}}}]";
        line.then("MENU", MENU).then("MENU", MENU);

        ScenarioResult result = ScenarioRunner.runBoth(
                Scenario.parse(scenario, Path.of("."), "s"),
                line,
                (over, data) ->
                        PhoneSession.builder(FLOW).line(over).answerData(data).build());

        assertThat(result.failure()).isEqualTo(Optional.empty());
        assertThat(result.remarks()).isEmpty();
        assertThat(result.steps()).isEqualTo(3);
    }
}
