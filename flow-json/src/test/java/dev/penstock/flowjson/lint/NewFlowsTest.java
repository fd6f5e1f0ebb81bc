package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.input;
import static dev.penstock.flowjson.lint.Twins.screen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.Corpus;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for Flows that are not published yet, and what was seen accepted though it is not documented. */
class NewFlowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "3.0", "3.1", "4.0", "5.0"})
    void refusesFrozenVersionsForNewFlowsOnly(String version) {
        String document = screen(version, "", "{\"type\": \"TextBody\", \"text\": \"x\"}");

        assertThat(Linter.standard().forNewFlows().check(document).errors())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("UNSUPPORTED_FLOW_JSON_VERSION");
                    assertThat(finding.message()).contains("frozen", "7.3");
                });
        assertThat(Linter.standard().check(document).errors()).isEmpty();
    }

    @Test
    void keepsTheOtherChoices() {
        String mixed = screen("7.3", "", "{\"type\": \"TextBody\", \"text\": \"Hi ${data.x}\"}");

        assertThat(Linter.standard().strict().forNewFlows().check(mixed).errors())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("as it is written"));
        assertThat(Linter.standard()
                        .forNewFlows()
                        .withMaxComponents(1)
                        .strict()
                        .check(screen("5.0", "", "{\"type\": \"TextBody\", \"text\": \"x\"}"))
                        .errors())
                .hasSize(2);
    }

    @Test
    void agreesWithTheCorpusOnWhatCanBePublished() throws IOException {
        for (Corpus.Entry entry : Corpus.entries()) {
            if (entry.isValid() && entry.name().matches(".*-v(5\\.1|[67]\\..).*")) {
                assertThat(Linter.standard().forNewFlows().check(entry.text()).errors())
                        .as(entry.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void onlyWarnsOfEnabledOnATextInput() {
        String document = screen("7.3", "", input("x", ", \"enabled\": false"));

        assertThat(Linter.standard().check(document).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.message()).contains("does not document enabled", "seen accepted");
        });
        assertThat(Linter.standard()
                        .check(screen("7.3", "", input("x", ", \"enabled\": \"yes\"")))
                        .errors())
                .isNotEmpty();
    }

    @Test
    void warnsOfListItemsWithTheSameId() {
        String list = """
                {"version": "7.3", "screens": [
                 {"id": "LIST", "title": "L", "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "NavigationList", "name": "n", "list-items": [
                   {"id": "a", "main-content": {"title": "A"}}, {"id": "a", "main-content": {"title": "B"}}],
                   "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "END"}, "payload": {}}}]}},
                 {"id": "END", "title": "E", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}""";

        assertThat(Linter.standard().check(list).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("same ID"));
    }
}
