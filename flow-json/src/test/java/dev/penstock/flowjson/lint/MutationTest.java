package dev.penstock.flowjson.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.flowjson.report.HumanReport;
import dev.penstock.flowjson.report.MetaReport;
import dev.penstock.json.StrictJson;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random damage to a document with something of everything: whatever comes out is read or refused, never a crash. */
class MutationTest {

    private static final String DOCUMENT = """
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"A": ["B"], "B": []}, "screens": [
             {"id": "A", "title": "A", "refresh_on_back": true, "sensitive": ["t"], "data": {
               "l": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"},
                "title": {"type": "string"}}}, "__example__": [{"id": "1", "title": "x"}]},
               "b": {"type": "boolean", "__example__": true}, "n": {"type": "number", "__example__": 1}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "Form", "name": "f", "init-values": {"t": "x"}, "children": [
                {"type": "TextInput", "name": "t", "label": "L", "pattern": "a", "helper-text": "h", "max-chars": 5},
                {"type": "Dropdown", "name": "d", "label": "L", "data-source": "${data.l}",
                 "on-select-action": {"name": "data_exchange", "payload": {"d": "${form.d}"}}},
                {"type": "CalendarPicker", "name": "c", "label": {"start-date": "a", "end-date": "b"}, "mode": "range",
                 "min-date": "2026-01-01", "include-days": ["Mon"]},
                {"type": "If", "condition": "(${data.b} && (${form.t} == 'x'))",
                 "then": [{"type": "TextBody", "text": "`'a' ${data.n} + 1`", "visible": "${data.b}"}],
                 "else": [{"type": "Switch", "value": "${form.t}", "cases": {"x": [{"type": "Image", "src": "aGk="}]}}]},
                {"type": "Footer", "label": "N", "left-caption": "l", "right-caption": "r", "on-click-action":
                 {"name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {"a": "${form.t}"}}}]}]}},
             {"id": "B", "title": "${screen.A.form.t}", "terminal": true, "success": true,
              "data": {"a": {"type": "string", "__example__": "x"}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "OptIn", "name": "o", "label": "L", "on-select-action": {"name": "update_data", "payload": {"a": "b"}}},
               {"type": "Footer", "label": "D", "on-click-action": {"name": "complete", "payload": {"o": "${form.o}"}}}]}}]}
            """;

    private static final List<String> FRAGMENTS = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "1e999",
            "true",
            "\"${data.b}\"",
            "\"${screen.B.data.a}\"",
            "\"`${form.t}`\"",
            "\"type\": 7",
            "\"name\": []",
            "{\"type\": \"Form\"}",
            "[[[]]]",
            "\"children\": {}",
            "\"\\ud800\"");

    @Property(tries = 400)
    void survivesDamagedCharacters(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1_000_000) Integer> places, @ForAll char replacement) {
        var damaged = new StringBuilder(DOCUMENT);
        for (int place : places) {
            damaged.setCharAt(place % damaged.length(), replacement);
        }
        survives(damaged.toString());
    }

    @Property(tries = 400)
    void survivesMovedPieces(
            @ForAll @IntRange(max = 1_000_000) int from,
            @ForAll @IntRange(max = 200) int length,
            @ForAll @IntRange(max = 1_000_000) int to) {
        int start = from % DOCUMENT.length();
        String piece = DOCUMENT.substring(start, Math.min(DOCUMENT.length(), start + length));
        survives(new StringBuilder(DOCUMENT)
                .insert(to % DOCUMENT.length(), piece)
                .toString());
    }

    /** Damage that mostly stays JSON, so that the rules behind the reader are reached. */
    @Property(tries = 1_000)
    void survivesValuesOfWrongTypes(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1_000_000) Integer> places,
            @ForAll @IntRange(max = 14) int fragment) {
        String damaged = DOCUMENT;
        for (int place : places) {
            damaged = replaceValue(damaged, place, FRAGMENTS.get(fragment));
        }
        survives(damaged);
    }

    private static String replaceValue(String document, int place, String fragment) {
        int colon = document.indexOf(": ", place % document.length());
        if (colon < 0) {
            return document;
        }
        int start = colon + 2;
        int end = endOfValue(document, start);
        return document.substring(0, start) + fragment + document.substring(end);
    }

    private static int endOfValue(String document, int start) {
        int depth = 0;
        boolean isQuoted = false;
        for (int i = start; i < document.length(); i++) {
            char c = document.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!isQuoted && (c == '}' || c == ']' || c == ',') && depth == 0) {
                return i;
            } else if (!isQuoted && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return document.length();
    }

    private static void survives(String document) {
        LintReport report = Linter.standard().strict().check(document);
        assertThat(HumanReport.of("f", document, report)).isNotEmpty();
        assertThat(StrictJson.readObject(MetaReport.of(report))).isNotEmpty();
        try {
            ScreenModels.of(FlowJson.parse(document));
        } catch (UnreadableFlowJsonException refused) {
            assertThat(report.hasErrors()).isTrue();
        }
    }
}
