package dev.penstock.flowjson.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.lint.LintReport;
import dev.penstock.flowjson.lint.Linter;
import dev.penstock.json.StrictJson;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final String DOCUMENT = """
            {
              "version": "9.9",
              "screens": []
            }
            """;

    private final LintReport report = Linter.standard().check(DOCUMENT);

    @Test
    void drawsTheLineWithAMarker() {
        assertThat(HumanReport.of("flow.json", DOCUMENT, report)).isEqualTo("""
                flow.json:2:14: error INVALID_FLOW_JSON_VERSION
                  '9.9' is no version of Flow JSON. The recommended one is "7.3".
                  at version
                    2 |   "version": "9.9",
                      |              ^~~~~

                flow.json:3:14: error MIN_ITEMS_REQUIRED
                  screens has 0 items and needs 1 at least.
                  at screens
                    3 |   "screens": []
                      |              ^~

                flow.json: 2 errors, 0 warnings.
                """);
    }

    @Test
    void cutsLongLinesAroundThePlace() {
        String document =
                "{\"version\": \"7.3\", \"screens\": [], \"padding\": \"%s\", \"x\": 1}".formatted("a".repeat(5000));

        String text = HumanReport.of("f", document, Linter.standard().check(document));

        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(140));
        assertThat(text).contains("\"x\": 1}");
    }

    @Test
    void survivesPositionsAtTheEndOfTheText() {
        for (String document : List.of("", "{", "\n\n", "{\"a\":\n")) {
            assertThat(HumanReport.of("f", document, Linter.standard().check(document)))
                    .contains("INVALID_FLOW_JSON");
        }
    }

    @Test
    void writesMetasShape() {
        Map<String, Object> written = StrictJson.readObject(MetaReport.of(report));

        assertThat(written).containsEntry("success", false);
        assertThat(written)
                .extractingByKey("validation_errors", InstanceOfAssertFactories.list(Map.class))
                .first(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("error", "INVALID_FLOW_JSON_VERSION")
                .containsEntry("error_type", "FLOW_JSON_ERROR")
                .containsEntry("line_start", 2)
                .containsEntry("line_end", 2)
                .containsEntry("column_start", 14)
                .containsEntry("column_end", 18)
                .containsEntry(
                        "pointers",
                        List.of(Map.of(
                                "line_start",
                                2,
                                "line_end",
                                2,
                                "column_start",
                                14,
                                "column_end",
                                18,
                                "path",
                                "version")));
    }

    @Test
    void writesSarif() {
        String sarif = SarifReport.create().add("flows/flow.json", report).write();

        assertThat(StrictJson.readObject(sarif)).containsEntry("version", "2.1.0");
        assertThat(sarif)
                .contains("\"ruleId\" : \"MIN_ITEMS_REQUIRED\"", "\"uri\" : \"flows/flow.json\"", "\"endColumn\" : 19");
    }
}
