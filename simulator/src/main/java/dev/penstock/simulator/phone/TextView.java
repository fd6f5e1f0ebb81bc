package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text components as blocks of runs. */
final class TextView {

    private final Resolver resolver;
    private final ImageShelf images;
    private final TextCut cut;

    TextView(Resolver resolver, ImageShelf images, TextCut cut) {
        this.resolver = resolver;
        this.images = images;
        this.cut = cut;
    }

    void fill(Map<String, Object> view, Placed placed) {
        List<Map<String, Object>> blocks = blocks(placed);
        view.put("blocks", blocks);
        if (blocks.stream().anyMatch(block -> "".equals(block.get("src")))) {
            view.put("problem", "An image in the text cannot be shown.");
        }
    }

    private List<Map<String, Object>> blocks(Placed placed) {
        ObjectNode node = placed.node();
        boolean isRich = placed.type().equals("RichText");
        String text = cut.text(joined(resolver.value(node, "text").orElse(null)), "text");
        if (isRich || node.isTrue("markdown")) {
            return MarkdownBlocks.of(text, isRich, images::place);
        }
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("text", text);
        String weight = resolver.text(node, "font-weight");
        if (weight.contains("bold")) {
            run.put("bold", true);
        }
        if (weight.contains("italic")) {
            run.put("italic", true);
        }
        if (resolver.flag(node, "strikethrough", false)) {
            run.put("strike", true);
        }
        return List.of(Map.of("kind", "paragraph", "runs", List.of(run)));
    }

    private static String joined(@Nullable Object text) {
        return text instanceof List<?> lines
                ? lines.stream().map(PlainValue::text).collect(Collectors.joining("\n"))
                : PlainValue.text(text);
    }
}
