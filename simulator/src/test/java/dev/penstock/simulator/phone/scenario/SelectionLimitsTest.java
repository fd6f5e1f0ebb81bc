package dev.penstock.simulator.phone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.simulator.phone.OnePhone;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionLimitsTest {

    private static OnePhone group(String type) {
        return OnePhone.plays(OnePhone.flow("", """
                {"type": "%s", "name": "c", "label": "c", "min-selected-items": 1, "max-selected-items": 2,
                  "data-source": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}, {"id": "c", "title": "C"}]}
                """.formatted(type), "\"c\": \"${form.c}\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CheckboxGroup", "ChipsSelector"})
    void stopsAFurtherSelectionAtTheMost(String type) {
        OnePhone phone = group(type);
        phone.select("c", "a", true);
        phone.select("c", "b", true);

        phone.select("c", "c", true);

        assertThat(phone.session.form()).containsEntry("c", List.of("a", "b"));
        assertThat(phone.session.message()).contains("Choose at most 2.");
        assertThat(phone.named("c").get("full")).isEqualTo(true);
    }

    @Test
    void takesAnotherOnceOneIsGivenUp() {
        OnePhone phone = group("CheckboxGroup");
        phone.select("c", "a", true);
        phone.select("c", "b", true);
        phone.select("c", "a", false);

        phone.select("c", "c", true);

        assertThat(phone.session.form()).containsEntry("c", List.of("b", "c"));
    }

    @Test
    void changesAFullSelectionInAScenario() {
        OnePhone phone = group("CheckboxGroup");
        phone.select("c", "b", true);
        phone.select("c", "c", true);

        var result = ScenarioRunner.run(
                Scenario.parse(
                        "steps: [{fill: {c: [a, b]}}, {tap: footer}, {expect: {open: false}}]", Path.of(""), "x"),
                phone.session);

        assertThat(result.failure()).isEmpty();
        assertThat(phone.session.response().orElseThrow().get("c")).isEqualTo(List.of("b", "a"));
    }
}
