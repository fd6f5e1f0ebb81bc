package dev.penstock.graph.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of a completion in a text. */
class SummaryTemplateTest {

    @Test
    void putsTextsNumbersAndFlagsIn() {
        var template = SummaryTemplate.of("{{booking_id}}: {{ seats }} seats for {{guest.name}}, {{paid}}.");

        assertThat(template.names()).containsExactlyInAnyOrder("booking_id", "seats", "guest.name", "paid");
        assertThat(template.fill(Map.of("booking_id", "B-1", "seats", 2, "guest", Map.of("name", "Ada"), "paid", true)))
                .contains("B-1: 2 seats for Ada, true.");
    }

    @Test
    void whatAPersonTypedIsNeverAPlaceNorAReference() {
        assertThat(SummaryTemplate.of("{{a}} {{b}}").fill(Map.of("a", "{{b}} $1 \\", "b", "x\u0007y")))
                .contains("{{b}} $1 \\ x y");
    }

    @Test
    void saysWhatIsMissingInsteadOfHalfASentence() {
        var template = SummaryTemplate.of("{{a}} {{b.c}} {{d}} {{e}}");
        var response = Map.of("a", "A", "b", "no object", "d", List.of(1));

        assertThat(template.fill(response)).isEmpty();
        assertThat(template.missing(response)).containsExactly("b.c", "d", "e");
    }

    @Test
    void cutsWhatMetaWouldNotTake() {
        var filled = SummaryTemplate.of("{{a}}")
                .fill(Map.of("a", "☂😀".repeat(4_096)))
                .orElseThrow();

        assertThat(filled.codePointCount(0, filled.length())).isEqualTo(SummaryTemplate.MAX_CHARACTERS);
        assertThat(SummaryTemplate.of("{{a}}").fill(Map.of("a", " "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{{}}", "{{a b}}", "{{a", "a}}", "{{a.}}", "{{{a}}}", "{{a..b}}", "{{ä}}"})
    void refusesWhatIsNoTemplate(String text) {
        assertThatThrownBy(() -> SummaryTemplate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextWithoutPlacesIsFine() {
        assertThat(SummaryTemplate.of("Thank you.").fill(Map.of())).contains("Thank you.");
    }
}
