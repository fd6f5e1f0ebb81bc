package dev.penstock.flowjson.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.flowjson.text.TextRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

    @Test
    void knowsLineAndColumnOfKeysAndValues() {
        ObjectNode root = (ObjectNode) JsonTree.read("""
                {
                  "a": [1, true],
                  "b": {"c": "text"}
                }
                """).root();

        assertThat(root.range()).isEqualTo(new TextRange(1, 1, 4, 1));
        assertThat(root.member("a").orElseThrow().keyRange()).isEqualTo(new TextRange(2, 3, 2, 5));
        assertThat(root.array("a").orElseThrow().items().get(1).range()).isEqualTo(new TextRange(2, 12, 2, 15));
        StringNode text = root.object("b").orElseThrow().string("c").orElseThrow();
        assertThat(text.range()).isEqualTo(new TextRange(3, 14, 3, 19));
        assertThat(text.path()).hasToString("b.c");
        assertThat(root.array("a").orElseThrow().items().get(1).path()).hasToString("a[1]");
    }

    @Test
    void countsLinesOverEveryLineBreak() {
        var root = (ArrayNode) JsonTree.read("[1,\r\n2,\r3,\n4]").root();

        assertThat(root.items()).extracting(item -> item.range().lineStart()).containsExactly(1, 2, 3, 4);
        assertThat(root.items()).extracting(item -> item.range().columnStart()).containsExactly(2, 1, 1, 1);
    }

    @Test
    void findsPartsOfStringsBehindEscapes() {
        StringNode text = (StringNode) JsonTree.read("\"a\\n\\u00e9b\"").root();

        assertThat(text.value()).isEqualTo("a\n\u00e9b");
        assertThat(text.rangeOf(3, 4)).isEqualTo(new TextRange(1, 11, 1, 11));
        assertThat(text.rangeOf(0, 1)).isEqualTo(new TextRange(1, 2, 1, 2));
    }

    @Test
    void reportsRepeatedKeysAndKeepsTheLast() {
        JsonTree tree = JsonTree.read("{\"a\": 1, \"a\": 2}");

        assertThat(tree.repeatedKeys()).singleElement().satisfies(key -> {
            assertThat(key.range()).isEqualTo(new TextRange(1, 10, 1, 12));
            assertThat(key.path()).hasToString("a");
        });
        assertThat(((ObjectNode) tree.root()).get("a"))
                .containsInstanceOf(NumberNode.class)
                .hasValueSatisfying(
                        value -> assertThat(((NumberNode) value).value()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "{]",
                "[1,]",
                "{\"a\":1,}",
                "{,}",
                "[,]",
                "{\"a\"}",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "-",
                "tru",
                "nul",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\u0001\"",
                "'a'",
                "1 2",
                "{} {}",
                "\uFEFF{}",
                "NaN",
                "\0",
                "[1\0]",
                "\"\\",
                "\"\\u00"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(JsonTextException.class);
    }

    @Test
    void pointsAtTheCommaTooMany() {
        assertThatThrownBy(() -> JsonTree.read("{\n  \"a\": 1,\n}"))
                .isInstanceOfSatisfying(
                        JsonTextException.class,
                        refused -> assertThat(refused.range()).isEqualTo(new TextRange(2, 9, 2, 9)))
                .hasMessageContaining("comma");
    }

    @Test
    void boundsDepthSizeAndNumberOfValues() {
        assertThatThrownBy(() -> JsonTree.read("[".repeat(100_000))).hasMessageContaining("64 levels");
        assertThatThrownBy(() -> JsonTree.read("[" + "1,".repeat(JsonLimits.MAX_VALUES) + "1]"))
                .hasMessageContaining("values");
        assertThatThrownBy(() -> JsonTree.read("\"" + "a".repeat(JsonLimits.MAX_LENGTH) + "\""))
                .hasMessageContaining("10 MB");
        assertThatThrownBy(() -> JsonTree.read("{\"" + "k".repeat(1_001) + "\":1}"))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> JsonTree.read("1".repeat(101))).hasMessageContaining("number");
        assertThat(JsonTree.read("[".repeat(64) + "]".repeat(64)).root()).isInstanceOf(ArrayNode.class);
    }
}
