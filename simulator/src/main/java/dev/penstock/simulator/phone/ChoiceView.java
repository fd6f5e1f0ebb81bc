package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Choices and their options. */
final class ChoiceView {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final Resolver resolver;
    private final ImageShelf images;

    ChoiceView(Resolver resolver, ImageShelf images) {
        this.resolver = resolver;
        this.images = images;
    }

    void fill(Map<String, Object> view, ObjectNode node, Object value) {
        view.put("label", resolver.text(node, "label"));
        view.put("description", resolver.text(node, "description"));
        view.put("mediaSize", resolver.text(node, "media-size").equals("large") ? "large" : "regular");
        List<Object> options = new ArrayList<>();
        List<?> chosen = value instanceof List<?> list ? list : List.of(value);
        for (Map<?, ?> option : Options.of(node, resolver)) {
            options.add(option(option, chosen.contains(PlainValue.text(option.get("id")))));
        }
        view.put("options", options);
    }

    private Map<String, Object> option(Map<?, ?> option, boolean isSelected) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", PlainValue.text(option.get("id")));
        view.put("title", PlainValue.text(option.get("title")));
        view.put("description", PlainValue.text(option.get("description")));
        view.put("metadata", PlainValue.text(option.get("metadata")));
        view.put("enabled", !Boolean.FALSE.equals(option.get("enabled")));
        view.put("selected", isSelected);
        view.put("alt", PlainValue.text(option.get("alt-text")));
        view.put("image", images.place(PlainValue.text(option.get("image"))));
        String color = PlainValue.text(option.get("color"));
        view.put("color", COLOR.matcher(color).matches() ? color : "");
        return view;
    }
}
