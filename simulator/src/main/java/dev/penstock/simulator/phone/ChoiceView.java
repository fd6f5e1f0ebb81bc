package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
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
    private final TextCut cut;

    ChoiceView(Resolver resolver, ImageShelf images, TextCut cut) {
        this.resolver = resolver;
        this.images = images;
        this.cut = cut;
    }

    void fill(Map<String, Object> view, ObjectNode node, Object value) {
        view.put("label", cut.text(resolver.text(node, "label"), "label"));
        view.put("description", cut.text(resolver.text(node, "description"), "description"));
        view.put("mediaSize", resolver.text(node, "media-size").equals("large") ? "large" : "regular");
        List<Object> options = new ArrayList<>();
        List<?> chosen = value instanceof List<?> list ? list : List.of(value);
        for (Map<?, ?> option : Options.of(node, resolver)) {
            Map<String, Object> shown = option(option, chosen.contains(PlainValue.text(option.get("id"))));
            options.add(shown);
            if (shown.get("imageProblem") instanceof String problem) {
                view.putIfAbsent("problem", "Option %s: %s".formatted(shown.get("id"), problem));
            }
        }
        view.put("options", options);
        if (value instanceof List<?> list && list.size() >= InputRules.most(node, resolver)) {
            view.put("full", true);
        }
    }

    private Map<String, Object> option(Map<?, ?> option, boolean isSelected) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", PlainValue.text(option.get("id")));
        view.put("title", cut.text(option.get("title"), "data-source", "title"));
        view.put("description", cut.text(option.get("description"), "data-source", "description"));
        view.put("metadata", cut.text(option.get("metadata"), "data-source", "metadata"));
        view.put("enabled", !Boolean.FALSE.equals(option.get("enabled")));
        view.put("selected", isSelected);
        view.put("alt", PlainValue.text(option.get("alt-text")));
        images.fill(view, PlainValue.text(option.get("image")));
        String color = PlainValue.text(option.get("color"));
        view.put("color", COLOR.matcher(color).matches() ? color : "");
        return view;
    }
}
