package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownBlocksTest {

    private static List<Map<String, Object>> rich(String text) {
        return MarkdownBlocks.of(text, true, image -> "/image/x");
    }

    @Test
    void readsRunsInsideRuns() {
        assertThat(MarkdownRuns.of("a **b *c*** ~~d~~ file_name_x"))
                .containsExactly(
                        Map.of("text", "a "),
                        Map.of("text", "b ", "bold", true),
                        Map.of("text", "c", "bold", true, "italic", true),
                        Map.of("text", " "),
                        Map.of("text", "d", "strike", true),
                        Map.of("text", " file_name_x"));
    }

    @Test
    void keepsOnlyHarmlessLinks() {
        assertThat(MarkdownRuns.of("[terms](https://example.com/t)"))
                .containsExactly(Map.of("text", "terms", "href", "https://example.com/t"));
        assertThat(MarkdownRuns.of("[x](javascript:alert(1))"))
                .allSatisfy(run -> assertThat(run).doesNotContainKey("href"));
    }

    @Test
    void leavesHtmlAsText() {
        assertThat(MarkdownRuns.of("<img src=x onerror=alert(1)>"))
                .containsExactly(Map.of("text", "<img src=x onerror=alert(1)>"));
    }

    @Test
    void readsHeadingsListsAndTablesInRichText() {
        assertThat(rich("# One\n### Deep\n- a\n- b\n3. c\n\n| x | y |\n| - | - |\n| 1 | 2 |"))
                .extracting(block -> block.get("kind"))
                .containsExactly("heading1", "paragraph", "bullets", "numbers", "table");
    }

    @Test
    void knowsNoHeadingsOutsideRichText() {
        assertThat(MarkdownBlocks.of("# One", false, image -> ""))
                .singleElement()
                .satisfies(block -> assertThat(block).containsEntry("kind", "paragraph"));
    }

    @Test
    void readsInlineImagesOnlyOfHarmlessTypes() {
        assertThat(rich("![hill](data:image/png;base64,iVBORw0KGgo=)"))
                .containsExactly(Map.of("kind", "image", "src", "/image/x", "alt", "hill"));
        assertThat(rich("![hill](data:image/svg+xml;base64,PHN2Zz4=)"))
                .singleElement()
                .satisfies(block -> assertThat(block).containsEntry("kind", "paragraph"));
    }

    @Test
    void takesLongRunsOfMarksInItsStride() {
        assertThat(MarkdownRuns.of("[".repeat(20_000))).hasSize(1);
        assertThat(MarkdownRuns.of("*".repeat(19_999))).isNotEmpty();
    }

    @Test
    void takesATableOfManyCells() {
        assertThat(rich("| a |\n" + "| - ".repeat(30_000) + "|\n" + "| b ".repeat(30_000) + "|"))
                .singleElement()
                .satisfies(block -> assertThat(block).containsEntry("kind", "table"));
    }

    @Test
    void takesNoRuleWithAnEmptyCell() {
        assertThat(rich("| a | b |\n| - | |"))
                .extracting(block -> block.get("kind"))
                .containsExactly("paragraph");
    }
}
