package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the tree that the page draws: every binding computed, every branch taken, nothing left to decide. */
final class ScreenView {

    private final Visit visit;
    private final Resolver resolver;
    private final FieldState fields;
    private final ImageShelf images;
    private final Previews previews;

    ScreenView(Visit visit, Resolver resolver, ImageShelf images, Previews previews) {
        this.visit = visit;
        this.resolver = resolver;
        this.fields = new FieldState(visit, resolver);
        this.images = images;
        this.previews = previews;
    }

    Map<String, Object> build(boolean canGoBack) {
        List<Object> components = new ArrayList<>();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", visit.id());
        view.put("key", visit.key);
        view.put(
                "title",
                visit.screen
                        .title()
                        .flatMap(resolver::text)
                        .map(PlainValue::text)
                        .orElse(""));
        view.put("canGoBack", canGoBack);
        view.put("components", components);
        for (Placed placed : resolver.visible(visit.screen)) {
            if (placed.type().equals("Footer")) {
                view.putIfAbsent("footer", footer(placed));
            } else {
                components.add(component(placed));
            }
        }
        return view;
    }

    private Map<String, Object> component(Placed placed) {
        var cut = new TextCut(placed.type());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("key", placed.key());
        view.put("type", placed.type());
        if (placed.isInput()) {
            view.put("name", placed.name());
            view.put("required", resolver.flag(placed.node(), "required", false));
            view.put("enabled", resolver.flag(placed.node(), "enabled", true));
            fields.error(placed, cut).ifPresent(error -> view.put("error", error));
        }
        ObjectNode node = placed.node();
        switch (placed.type()) {
            case "TextHeading", "TextSubheading", "TextBody", "TextCaption", "RichText" ->
                new TextView(resolver, images, cut).fill(view, placed);
            case "TextInput", "TextArea" -> InputViews.text(view, placed, fields.value(placed), resolver, cut);
            case "CheckboxGroup", "RadioButtonsGroup", "ChipsSelector", "Dropdown" ->
                new ChoiceView(resolver, images, cut).fill(view, node, fields.value(placed));
            case "OptIn" -> {
                view.put("label", cut.text(resolver.text(node, "label"), "label"));
                view.put("checked", PlainValue.isTrue(fields.value(placed)));
                view.put("readMore", node.has("on-click-action"));
            }
            case "DatePicker", "CalendarPicker" -> {
                new DateView(resolver, cut).fill(view, node, fields.value(placed));
                if (DateRules.isRange(node, resolver)) {
                    view.put("errors", fields.rangeErrors(placed, cut));
                }
            }
            case "PhotoPicker", "DocumentPicker" -> InputViews.picker(view, placed, fields, resolver, previews, cut);
            case "Image" -> image(view, node);
            case "ImageCarousel" -> carousel(view, node);
            case "EmbeddedLink" -> view.put("text", cut.text(resolver.text(node, "text"), "text"));
            case "NavigationList" -> new NavigationListView(resolver, images, cut).fill(view, node);
            default -> {
                // The page says that it cannot draw an unknown type.
            }
        }
        if (cut.isCut()) {
            view.put("cut", true);
        }
        if (view.containsKey("problem")) {
            view.put("line", node.range().lineStart());
        }
        return view;
    }

    private Map<String, Object> footer(Placed placed) {
        ObjectNode node = placed.node();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("key", placed.key());
        var cut = new TextCut("Footer");
        view.put("label", cut.footerLabel(resolver.text(node, "label")));
        view.put("enabled", resolver.flag(node, "enabled", true));
        view.put("left", cut.text(resolver.text(node, "left-caption"), "left-caption"));
        view.put("right", cut.text(resolver.text(node, "right-caption"), "right-caption"));
        view.put("center", cut.text(resolver.text(node, "center-caption"), "center-caption"));
        if (cut.isCut()) {
            view.put("cut", true);
        }
        return view;
    }

    private void image(Map<String, Object> view, ObjectNode node) {
        ImageShelf.Look look = images.look(resolver.text(node, "src"));
        view.put("src", look.path());
        if (!look.problem().isEmpty()) {
            view.put("problem", look.problem());
        }
        view.put("alt", resolver.text(node, "alt-text"));
        view.put("scale", scale(node));
        resolver.whole(node, "width").ifPresent(width -> view.put("width", width));
        resolver.whole(node, "height").ifPresent(height -> view.put("height", height));
        ratio(node).ifPresent(ratio -> view.put("ratio", ratio));
    }

    private void carousel(Map<String, Object> view, ObjectNode node) {
        List<Object> shown = new ArrayList<>();
        for (Map<?, ?> image : Options.items(node, "images", resolver)) {
            ImageShelf.Look look = images.look(PlainValue.text(image.get("src")));
            shown.add(Map.of(
                    "src", look.path(),
                    "problem", look.problem(),
                    "alt", PlainValue.text(image.get("alt-text"))));
            if (!look.problem().isEmpty()) {
                view.putIfAbsent("problem", "Image %d: %s".formatted(shown.size(), look.problem()));
            }
        }
        view.put("images", shown);
        view.put("scale", scale(node));
        view.put(
                "ratio",
                Optional.of(resolver.text(node, "aspect-ratio"))
                        .filter("16:9"::equals)
                        .orElse("4:3"));
    }

    /** Width by height, where the Flow JSON says one; nothing that a layout could not bear. */
    private Optional<Double> ratio(ObjectNode node) {
        return resolver.value(node, "aspect-ratio")
                .map(ratio -> ratio instanceof Number number ? number.doubleValue() : 0.0)
                .filter(ratio -> ratio >= 0.05 && ratio <= 20);
    }

    private String scale(ObjectNode node) {
        return resolver.text(node, "scale-type").equals("cover") ? "cover" : "contain";
    }
}
