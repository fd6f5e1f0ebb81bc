package dev.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> StrictJson.readObject(text)).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void keepsTheOrderAndTheKindsOfValues() {
        var object = StrictJson.readObject(
                "{\"z\":1,\"a\":2147483648,\"n\":null,\"d\":1.5,\"b\":true,\"i\":9223372036854775808,\"l\":[\"x\"]}");

        assertThat(object.keySet()).containsExactly("z", "a", "n", "d", "b", "i", "l");
        assertThat(object.values())
                .containsExactly(1, 2147483648L, null, 1.5, true, new BigInteger("9223372036854775808"), List.of("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{}}",
                "{} {}",
                "{}x",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{/* */}",
                "{}//",
                "{\"a\":1,\"a\":1}",
                "{\"b\":[{\"a\":1,\"a\":1}]}",
                "{\"a\":1,\"\\u0061\":1}",
                "\ufeff{}"
            })
    void whatIsNotExactlyOneObjectIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void limitsAreWhereTheyAreSaidToBe() {
        int depth = StrictJson.MAX_DEPTH - 1;
        assertThat(StrictJson.readObject("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))
                .hasSize(1);
        assertRefused("{\"a\":" + "[".repeat(depth + 1) + "]".repeat(depth + 1) + "}");

        assertThat(StrictJson.readObject("{\"a\":" + "1".repeat(StrictJson.MAX_NUMBER_LENGTH) + "}"))
                .hasSize(1);
        assertRefused("{\"a\":" + "1".repeat(StrictJson.MAX_NUMBER_LENGTH + 1) + "}");

        assertThat(StrictJson.readObject("{\"" + "k".repeat(StrictJson.MAX_KEY_LENGTH) + "\":1}"))
                .hasSize(1);
        assertRefused("{\"" + "k".repeat(StrictJson.MAX_KEY_LENGTH + 1) + "\":1}");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (var bytes :
                new byte[][] {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}}) {
            var text = new byte[bytes.length + 8];
            System.arraycopy("{\"a\":\"".getBytes(StandardCharsets.US_ASCII), 0, text, 0, 6);
            System.arraycopy(bytes, 0, text, 6, bytes.length);
            text[text.length - 2] = '"';
            text[text.length - 1] = '}';

            assertThatThrownBy(() -> StrictJson.readObject(text)).isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void manySmallObjectsAreRefusedBeforeTheyFillTheMemory() {
        assertRefused("{\"data\":[" + "{\"\":{}},".repeat(1_100_000) + "{}]}");
        assertRefused("{\"data\":[" + "[],".repeat(3_000_000) + "[]]}");
        assertRefused("{\"data\":[" + "1,".repeat(StrictJson.MAX_TOKENS) + "1]}");
        assertThat(StrictJson.readObject("{\"data\":[" + "{\"a\":\"b\"},".repeat(20_000) + "{}]}"))
                .hasSize(1);
    }

    @Test
    void refusalSaysWhereAndNotWhat() {
        assertThatThrownBy(() -> StrictJson.readObject("{\"name\":\n Ada}"))
                .hasMessage("The text is not one JSON object: refused at line 2, column 2.")
                .hasNoCause();
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithoutForeignException() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictJson.write(Map.of("a", new Broken())))
                .withNoCause();
    }

    record Broken() {
        @SuppressWarnings("unused")
        public String getName() {
            throw new IllegalStateException("Ada");
        }
    }
}
