package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Text fields and media pickers. */
final class InputViews {

    private InputViews() {}

    static void text(Map<String, Object> view, Placed placed, Object value, Resolver resolver, TextCut cut) {
        ObjectNode node = placed.node();
        view.put("label", cut.text(resolver.text(node, "label"), "label"));
        view.put("large", node.text("label-variant").filter("large"::equals).isPresent());
        view.put("helper", cut.text(resolver.text(node, "helper-text"), "helper-text"));
        view.put("value", PlainValue.text(value));
        view.put("inputType", TextRules.kindOf(placed, resolver));
        if (placed.type().equals("TextArea") || node.has("max-chars")) {
            view.put("counter", TextRules.longest(placed, resolver));
        }
    }

    static void picker(
            Map<String, Object> view,
            Placed placed,
            FieldState fields,
            Resolver resolver,
            Previews previews,
            TextCut cut) {
        ObjectNode node = placed.node();
        view.put("label", cut.text(resolver.text(node, "label"), "label"));
        view.put("description", cut.text(resolver.text(node, "description"), "description"));
        view.put("min", FileRules.least(placed, resolver));
        view.put("max", FileRules.most(placed, resolver));
        view.put("maxKb", FileRules.maxKilobytes(node, resolver));
        view.put("source", resolver.text(node, "photo-source"));
        view.put(
                "mimeTypes", FileRules.types(placed, resolver).stream().sorted().toList());
        List<Object> files = new ArrayList<>();
        for (Object item : PlainValue.list(fields.value(placed))) {
            if (item instanceof PickedFile file) {
                Map<String, Object> shown = file(file, fields.fileError(placed, file.mediaId()));
                previews.path(file.mediaId()).ifPresent(path -> shown.put("preview", path));
                files.add(shown);
            }
        }
        view.put("files", files);
    }

    private static Map<String, Object> file(PickedFile file, Optional<String> error) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", file.mediaId());
        view.put("name", file.fileName());
        view.put("size", file.size());
        error.ifPresent(text -> view.put("error", text));
        return view;
    }
}
