package dev.penstock.flowjson.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {

    private static final Map<String, Object> DATA = Map.of(
            "two",
            2,
            "three",
            3.0,
            "text",
            "cat",
            "empty",
            "",
            "digits",
            "42",
            "yes",
            true,
            "zero",
            0,
            "list",
            List.of(1));

    private final Evaluator evaluator = Evaluator.in(reference -> Optional.ofNullable(DATA.get(reference.name())));

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            ${data.two} + ${data.three}           ; 5.0
            ${data.two} / ${data.three}           ; 0.67
            ${data.two} / ${data.zero}            ; 0.0
            ${data.two} % ${data.absent}          ; 0.0
            ${data.two} * -${data.three}          ; -6.0
            1 - 2 - 3                             ; -4.0
            ${data.two} == 2                      ; true
            ${data.digits} == 42                  ; true
            ${data.absent} == ''                  ; true
            ${data.empty} == null                 ; true
            ${data.text} == 'cat'                 ; true
            ${data.text} != 'dog'                 ; true
            ${data.text} == 0                     ; false
            ${data.empty} < 1                     ; false
            ${data.absent} >= 0                   ; false
            ${data.text} > 1                      ; false
            ${data.digits} > 41                   ; true
            ${data.yes} && ${data.two} < 3        ; true
            ${data.absent} || !${data.yes}        ; false
            !(${data.two} == 3)                   ; true
            """)
    void computesAsThePhoneDoes(String condition, String expected) {
        assertThat(evaluator
                        .evaluate(ExpressionParser.parseCondition(condition))
                        .orElseThrow())
                .hasToString(expected);
    }

    @Test
    void joinsTermsIntoOneText() {
        assertThat(evaluator.property(
                        "`'The sum of ' ${data.two} ' and ' ${data.three} ' is ' (${data.two} + ${data.three})`"))
                .contains("The sum of 2 and 3 is 5");
        assertThat(evaluator.property("`'It\\'s ' ${data.absent} ${data.yes}`")).contains("It's true");
    }

    @Test
    void leavesPlainAndMixedTextAsItIs() {
        assertThat(evaluator.property("Hello ${data.two}")).contains("Hello ${data.two}");
        assertThat(evaluator.property("${data.list}")).contains(List.of(1));
        assertThat(evaluator.property("${data.absent}")).isEmpty();
    }
}
