package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list of places to go. */
final class NavigationListView {

    private static final String LIST = "list-items";

    private final Resolver resolver;
    private final ImageShelf images;
    private final TextCut cut;

    NavigationListView(Resolver resolver, ImageShelf images, TextCut cut) {
        this.resolver = resolver;
        this.images = images;
        this.cut = cut;
    }

    void fill(Map<String, Object> view, ObjectNode node) {
        view.put("label", cut.text(resolver.text(node, "label"), "label"));
        view.put("description", cut.text(resolver.text(node, "description"), "description"));
        view.put("mediaSize", resolver.text(node, "media-size").equals("large") ? "large" : "regular");
        List<Object> items = new ArrayList<>();
        for (Map<?, ?> item : Options.items(node, LIST, resolver)) {
            Map<String, Object> shown = item(item);
            items.add(shown);
            if (shown.get("imageProblem") instanceof String problem) {
                view.putIfAbsent("problem", "Item %s: %s".formatted(shown.get("id"), problem));
            }
        }
        view.put("items", items);
    }

    private Map<String, Object> item(Map<?, ?> item) {
        Map<String, Object> view = new LinkedHashMap<>();
        Map<?, ?> main = PlainValue.map(item.get("main-content"));
        Map<?, ?> start = PlainValue.map(item.get("start"));
        view.put("id", PlainValue.text(item.get("id")));
        view.put("title", part(main, "main-content", "title"));
        view.put("description", part(main, "main-content", "description"));
        view.put("metadata", part(main, "main-content", "metadata"));
        images.fill(view, PlainValue.text(start.get("image")));
        view.put("alt", PlainValue.text(start.get("alt-text")));
        view.put("badge", cut.text(item.get("badge"), LIST, "badge"));
        view.put(
                "tags",
                PlainValue.list(item.get("tags")).stream()
                        .map(tag -> cut.text(tag, LIST, "tags"))
                        .toList());
        if (item.get("end") instanceof Map<?, ?> end) {
            view.put(
                    "end",
                    Map.of(
                            "title", part(end, "end", "title"),
                            "description", part(end, "end", "description"),
                            "metadata", part(end, "end", "metadata")));
        }
        return view;
    }

    private String part(Map<?, ?> texts, String of, String name) {
        return cut.text(texts.get(name), LIST, of, name);
    }
}
