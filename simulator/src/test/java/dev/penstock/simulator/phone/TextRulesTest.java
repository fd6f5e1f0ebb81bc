package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRulesTest {

    private static Optional<String> problem(String properties, String text) {
        FlowJson flow = FlowJson.parse("""
                {"version": "7.3", "screens": [{"id": "A", "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "TextInput", "name": "x", "label": "X"%s}]}}]}
                """.formatted(properties.isEmpty() ? "" : ", " + properties));
        var resolver = new Resolver(reference -> Optional.empty());
        Placed input = resolver.visible(flow.screens().getFirst()).getFirst();
        return TextRules.problem(input, text, resolver);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email    | ada@example.com     | true",
                "email    | ada@nowhere         | false",
                "email    | ada@example..com    | false",
                "phone    | +44 (0)20 7946-0958 | true",
                "phone    | call me             | false",
                "number   | -1,234.5e3          | true",
                "number   | 12,34               | false",
                "passcode | 1234                | true",
                "passcode | 12a4                | false",
                "text     | anything            | true"
            })
    void decidesByInputType(String type, String text, boolean isGood) {
        assertThat(problem("\"input-type\": \"" + type + "\"", text).isEmpty()).isEqualTo(isGood);
    }

    @Test
    void countsAsPeopleDo() {
        assertThat(problem("\"max-chars\": 2", "👍👍")).isEmpty();
        assertThat(problem("\"max-chars\": 2", "👍👍👍")).contains("Enter at most 2 characters.");
        assertThat(problem("", "a".repeat(81))).contains("Enter at most 80 characters.");
    }

    @Test
    void ignoresAPatternThatIsNone() {
        assertThat(problem("\"pattern\": \"[\"", "x")).isEmpty();
    }

    @Test
    void givesUpAPatternThatBacktracksForEver() {
        assertThat(problem("\"pattern\": \"^(a+)+\\\\1b$\"", "a".repeat(60))).isEmpty();
    }
}
