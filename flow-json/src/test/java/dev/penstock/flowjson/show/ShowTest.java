package dev.penstock.flowjson.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShowTest {

    private static final FlowJson DOCUMENT = FlowJson.parse("""
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"START": ["END"], "END": []}, "screens": [
             {"id": "START", "title": "Start", "refresh_on_back": true,
              "data": {"slots": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}},
                "__example__": []}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "TextInput", "name": "a", "label": "A", "required": true},
               {"type": "Footer", "label": "Next", "on-click-action": {"name": "data_exchange", "payload": {"a": "${form.a}"}}}]}},
             {"id": "END", "title": "<End> & \\"more\\"", "terminal": true,
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}
            """);

    @Test
    void summarisesScreensTransitionsAndModels() {
        assertThat(FlowSummary.of(DOCUMENT)).isEqualTo("""
                Flow JSON 7.3, Data API 3.0, 2 screens. Routing is declared.

                START  "Start"  (entry; calls the endpoint)
                  given          slots: array of {id: string}
                  asks for       a (TextInput, required)
                  sends          {a}
                  leads to       END
                  going back     asks the endpoint

                END  "<End> & "more""  (terminal)
                  completes with {}
                """);
    }

    @Test
    void givesTheSameAsFieldsForPrograms() {
        var fields = FlowSummary.fields(DOCUMENT);

        assertThat(fields)
                .containsEntry("version", "7.3")
                .containsEntry("data_api_version", "3.0")
                .containsEntry("routing_declared", true);
        assertThat(fields.get("screens"))
                .isEqualTo(List.of(
                        Map.ofEntries(
                                Map.entry("id", "START"),
                                Map.entry("title", "Start"),
                                Map.entry("entry", true),
                                Map.entry("terminal", false),
                                Map.entry("calls_endpoint", true),
                                Map.entry("asks_endpoint_on_back", true),
                                Map.entry("data", Map.of("slots", "array of {id: string}")),
                                Map.entry(
                                        "inputs", List.of(Map.of("name", "a", "type", "TextInput", "required", true))),
                                Map.entry("sends", List.of(List.of("a"))),
                                Map.entry("completes_with", List.of()),
                                Map.entry("leads_to", List.of("END"))),
                        Map.ofEntries(
                                Map.entry("id", "END"),
                                Map.entry("title", "<End> & \"more\""),
                                Map.entry("entry", false),
                                Map.entry("terminal", true),
                                Map.entry("success", true),
                                Map.entry("calls_endpoint", false),
                                Map.entry("asks_endpoint_on_back", false),
                                Map.entry("data", Map.of()),
                                Map.entry("inputs", List.of()),
                                Map.entry("sends", List.of()),
                                Map.entry("completes_with", List.of(List.of())),
                                Map.entry("leads_to", List.of()))));
    }

    @Test
    void summarisesADocumentWithoutAnything() {
        assertThat(FlowSummary.of(FlowJson.parse("{}"))).contains("without version", "0 screens");
    }
}
