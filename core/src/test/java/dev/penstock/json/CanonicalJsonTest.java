package dev.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal values have equal canonical bytes, and others have others. */
class CanonicalJsonTest {

    private static String canonical(String json) {
        return new String(StrictJson.writeCanonical(StrictJson.readObject(json)), StandardCharsets.UTF_8);
    }

    private static String number(String text) {
        return canonical("{\"n\":" + text + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1, 1e0",
        "1, 10e-1",
        "1, 1.000000000000000000000000000000",
        "100, 1E2",
        "100, 1e+2",
        "0, -0",
        "0, 0.0",
        "0, -0.0",
        "0, 0e5",
        "0.1, 1e-1",
        "0.1, 0.10",
        "-25, -2.5e1",
        "9223372036854775808, 9.223372036854775808e18",
        "1e400, 10e399"
    })
    void numbersOfOneValueAreOne(String one, String other) {
        assertThat(number(one)).isEqualTo(number(other));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0000000000000000001",
        "1, 2",
        "1, -1",
        "0.1, 0.1000000000000000055511151231257827",
        "9007199254740992, 9007199254740993",
        "9007199254740992.0, 9007199254740993.0",
        "1e400, 1e401",
        "1e400, -1e400",
        "1e-400, 0",
        "1e400, '\"Infinity\"'",
        "1, '\"1\"'",
        "0, false",
        "0, null",
        "1, [1]"
    })
    void otherValuesAreOthers(String one, String other) {
        assertThat(number(one)).isNotEqualTo(number(other));
    }

    @Test
    void textsThatDifferOnlyInLoneSurrogatesDiffer() {
        var texts = List.of("t?", "t\\ud800", "t\\ud801", "t\\udc00", "t\\ufffd", "t\\ud83d\\ude00", "t\\ude00\\ud83d");

        assertThat(Set.copyOf(
                        texts.stream().map(text -> number("\"" + text + "\"")).toList()))
                .hasSameSizeAs(texts);
        assertThat(number("\"\\\\ud800\"")).isNotEqualTo(number("\"\\ud800\""));
    }

    @Test
    void orderOfKeysDoesNotMatterAndOrderOfItemsDoes() {
        assertThat(canonical("{\"b\":{\"y\":1,\"x\":[1,2]},\"a\":null}"))
                .isEqualTo(canonical("{\"a\":null,\"b\":{\"x\":[1,2],\"y\":1}}"))
                .isNotEqualTo(canonical("{\"a\":null,\"b\":{\"x\":[2,1],\"y\":1}}"));
    }

    @Test
    void whatIsWrittenIsReadAgainAsTheSame() {
        var text = "{\"a\":[1,1.5,1e400,true,null,\"\\\"\\\\\\n\\u0000\\u2028ä😀\\ud800\"],\"b\":{}}";

        assertThat(canonical(canonical(text))).isEqualTo(canonical(text));
        assertThat(StrictJson.readObject(canonical(text)).toString())
                .contains("ä😀\ud800")
                .contains("null");
    }

    @Test
    void everyKindOfNumberIsItsValue() {
        var one = StrictJson.writeCanonical(Map.of("n", 1));

        for (var number : new Number[] {1L, (short) 1, (byte) 1, 1.0, 1f, BigInteger.ONE, new BigDecimal("1.000")}) {
            assertThat(StrictJson.writeCanonical(Map.of("n", number))).isEqualTo(one);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> StrictJson.writeCanonical(Map.of("n", Double.NaN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "0e999999999", "1e99999999999", "1e1001"})
    void numbersBeyondAnyUseAreRefusedAtOnce(String number) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> StrictJson.readObject("{\"n\":[{\"m\":%s}]}".formatted(number)))
                        .isInstanceOf(JsonFormatException.class)
                        .hasMessageNotContaining("99"));
    }

    @Test
    void decimalsComeAsDoubleUnlessThatWouldLoseDigits() {
        assertThat(StrictJson.readObject("{\"a\":1.5,\"b\":[-0.25],\"c\":{\"d\":1e400},\"e\":1.0000000000000000001}"))
                .isEqualTo(Map.of(
                        "a",
                        1.5,
                        "b",
                        List.of(-0.25),
                        "c",
                        Map.of("d", new BigDecimal("1e400")),
                        "e",
                        new BigDecimal("1.0000000000000000001")));
    }
}
