package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.lint.Linter;
import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookingFlowJsonTest {

    /** What may differ between two languages. */
    private static final Set<String> TEXTS = Set.of("title", "label", "text", "helper-text", "description");

    @ParameterizedTest
    @ValueSource(strings = {BookingFlows.APPOINTMENTS, BookingFlows.SEATS})
    void isTheSameInBothLanguagesButForItsTexts(String flow) {
        var english = StrictJson.readObject(BookingFlows.flowJson(flow, Language.ENGLISH));
        var spanish = StrictJson.readObject(BookingFlows.flowJson(flow, Language.SPANISH));

        assertThat(withoutTexts(english)).isEqualTo(withoutTexts(spanish));
        assertThat(english).isNotEqualTo(spanish);
        assertThat(english).containsEntry("version", "7.3").containsEntry("data_api_version", "4.0");
    }

    @ParameterizedTest
    @CsvSource({"appointments, en", "appointments, es", "seats, en", "seats, es"})
    void hasNoErrorsAndNoWarnings(String flow, String language) {
        var report = Linter.standard().strict().check(BookingFlows.flowJson(flow, Language.parse(language)));

        assertThat(report.findings()).isEmpty();
    }

    private static Object withoutTexts(Object value) {
        return switch (value) {
            case Map<?, ?> object -> {
                var rest = new LinkedHashMap<Object, Object>();
                object.forEach((key, inner) -> rest.put(key, isText(key, inner) ? "a text" : withoutTexts(inner)));
                yield rest;
            }
            case List<?> list ->
                list.stream().map(BookingFlowJsonTest::withoutTexts).toList();
            default -> value;
        };
    }

    private static boolean isText(Object key, Object value) {
        return TEXTS.contains(String.valueOf(key)) && value instanceof String text && !text.startsWith("${");
    }
}
