package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list of places to go. */
final class NavigationListView {

    private final Resolver resolver;
    private final ImageShelf images;

    NavigationListView(Resolver resolver, ImageShelf images) {
        this.resolver = resolver;
        this.images = images;
    }

    void fill(Map<String, Object> view, ObjectNode node) {
        view.put("label", resolver.text(node, "label"));
        view.put("description", resolver.text(node, "description"));
        view.put("mediaSize", resolver.text(node, "media-size").equals("large") ? "large" : "regular");
        List<Object> items = new ArrayList<>();
        for (Map<?, ?> item : Options.items(node, "list-items", resolver)) {
            items.add(item(item));
        }
        view.put("items", items);
    }

    private Map<String, Object> item(Map<?, ?> item) {
        Map<String, Object> view = new LinkedHashMap<>();
        Map<?, ?> main = PlainValue.map(item.get("main-content"));
        Map<?, ?> start = PlainValue.map(item.get("start"));
        view.put("id", PlainValue.text(item.get("id")));
        view.put("title", PlainValue.text(main.get("title")));
        view.put("description", PlainValue.text(main.get("description")));
        view.put("metadata", PlainValue.text(main.get("metadata")));
        view.put("image", images.place(PlainValue.text(start.get("image"))));
        view.put("alt", PlainValue.text(start.get("alt-text")));
        view.put("badge", PlainValue.text(item.get("badge")));
        view.put(
                "tags",
                PlainValue.list(item.get("tags")).stream().map(PlainValue::text).toList());
        if (item.get("end") instanceof Map<?, ?> end) {
            view.put(
                    "end",
                    Map.of(
                            "title", PlainValue.text(end.get("title")),
                            "description", PlainValue.text(end.get("description")),
                            "metadata", PlainValue.text(end.get("metadata"))));
        }
        return view;
    }
}
