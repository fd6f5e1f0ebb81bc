package dev.penstock.flowjson.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.flowjson.FlowJson;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairingTest {

    private static final FlowJson DOCUMENT = FlowJson.parse("""
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"START": ["END"]},
             "screens": [
              {"id": "START", "title": "Start", "refresh_on_back": true,
               "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "DatePicker", "name": "date", "label": "Date"},
                {"type": "OptIn", "name": "agreed", "label": "Agreed"},
                {"type": "CheckboxGroup", "name": "extras", "label": "Extras", "data-source": [{"id": "1", "title": "1"}]},
                {"type": "Footer", "label": "Next", "on-click-action": {"name": "data_exchange", "payload": {
                  "start_date": "${form.date}", "agreed": "${form.agreed}", "extras": "${form.extras}"}}}]}},
              {"id": "END", "title": "End", "terminal": true,
               "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}
            """);

    record Fitting(LocalDate startDate, boolean agreed, List<String> extras, Optional<String> note) {}

    record Misfit(boolean startDate, String extras, String note) {}

    private static FlowBuilder flow() {
        return Flow.named("booking").onInit(request -> NextScreen.of("START"));
    }

    @Test
    void findsNothingWhereEverythingFits() {
        Flow flow = flow().onScreen("START", Fitting.class, (data, request) -> NextScreen.of("END"))
                .onBack("START", request -> NextScreen.of("START"))
                .build();

        assertThatCode(() -> Pairing.require(flow, DOCUMENT)).doesNotThrowAnyException();
    }

    @Test
    void findsMissingHandlers() {
        assertThat(Pairing.problems(flow().build(), DOCUMENT))
                .extracting(PairingProblem::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("has no handler", ".onScreen(\"START\""),
                        second -> assertThat(second).contains("refresh_on_back", ".onBack(\"START\""));
    }

    @Test
    void findsHandlersThatNeverRun() {
        Flow flow = flow().onScreen("START", request -> NextScreen.of("END"))
                .onScreen("END", request -> NextScreen.of("END"))
                .onScreen("NOWHERE", request -> NextScreen.of("END"))
                .onBack(request -> NextScreen.of("START"))
                .onBack("END", request -> NextScreen.of("START"))
                .build();

        assertThat(Pairing.problems(flow, DOCUMENT))
                .extracting(PairingProblem::toString)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("END (line 10): It never sends data_exchange"),
                        second -> assertThat(second).startsWith("END (line 10): It has no refresh_on_back"),
                        third -> assertThat(third).startsWith("NOWHERE: onScreen names a screen"));
    }

    @Test
    void findsRecordsThatDoNotFitThePayload() {
        Flow flow = flow().onScreen("START", Misfit.class, (data, request) -> NextScreen.of("END"))
                .onBack(request -> NextScreen.of("START"))
                .build();

        assertThatThrownBy(() -> Pairing.require(flow, DOCUMENT))
                .isInstanceOf(UnpairedFlowException.class)
                .hasMessageContaining("start_date is sent as string, but Misfit takes it as boolean")
                .hasMessageContaining("extras is sent as array of string, but Misfit takes it as String")
                .hasMessageContaining("No data_exchange sends note");
    }

    private static FlowJson withData(String data) {
        return FlowJson.parse(DOCUMENT.source()
                .replace("{\"id\": \"START\",", "{\"id\": \"START\", \"data\": {%s},".formatted(data)));
    }

    @Test
    void saysWhereAScreenCouldBeAnsweredWithoutItsData() {
        FlowJson document = withData("\"dates\": {\"type\": \"string\", \"__example__\": \"x\"}");
        FlowBuilder flow = flow().onScreen("START", request -> request.stay("No"))
                .onBack("START", request -> NextScreen.of("START"));

        assertThat(Pairing.advice(flow.build(), document)).singleElement().satisfies(advice -> {
            assertThat(advice.screen()).isEqualTo("START");
            assertThat(advice.line()).isPositive();
            assertThat(advice.message()).contains("declares data (dates)", ".screen(\"START\"");
        });
        assertThat(Pairing.problems(flow.build(), document)).isEmpty();
        assertThat(Pairing.advice(
                        flow.screen("START", request -> Map.of("dates", "x")).build(), document))
                .isEmpty();
    }

    @Test
    void givesItsAdviceWhereAnEndpointChecksItsAnswers() {
        var document = FlowJson.parse("""
                {"version": "7.3", "data_api_version": "3.0", "routing_model": {"A": []}, "screens": [
                 {"id": "A", "title": "A", "data": {"list": {"type": "string", "__example__": ""}},
                  "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange"}}]}}]}
                """);
        var flow = Flow.named("advised").onScreen("A", request -> request.stay("No"));

        assertThat(ScreenModels.of(document).advice(flow.build()))
                .singleElement()
                .asString()
                .startsWith("A (line 2): It declares data (list)");
        assertThat(ScreenModels.of(document)
                        .allowingMissingKeys()
                        .advice(flow.screen("A", request -> Map.of("list", "")).build()))
                .isEmpty();
    }

    @Test
    void hasNoAdviceWhereNothingIsDeclaredOrNobodyAsks() {
        Flow flow = flow().build();

        assertThat(Pairing.advice(flow, DOCUMENT)).isEmpty();
    }

    @Test
    void findsDataForAScreenThatTakesNoneOrIsNotThere() {
        Flow flow = flow().onScreen("START", Fitting.class, (data, request) -> NextScreen.of("END"))
                .onBack("START", request -> NextScreen.of("START"))
                .screen("END", request -> Map.of("a", 1))
                .screen("NOWHERE", request -> Map.of("a", 1))
                .build();

        assertThat(Pairing.problems(flow, DOCUMENT))
                .extracting(PairingProblem::toString)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("END (line 10): It declares no data"),
                        second -> assertThat(second).startsWith("NOWHERE: screen names a screen"));
    }
}
