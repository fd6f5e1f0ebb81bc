package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Text fields and media pickers. */
final class InputViews {

    private static final int MAX_FILE_SIZE_KB = 25_600;

    private InputViews() {}

    static void text(Map<String, Object> view, Placed placed, Object value, Resolver resolver) {
        ObjectNode node = placed.node();
        view.put("label", resolver.text(node, "label"));
        view.put("large", node.text("label-variant").filter("large"::equals).isPresent());
        view.put("helper", resolver.text(node, "helper-text"));
        view.put("value", PlainValue.text(value));
        view.put("inputType", TextRules.kindOf(placed, resolver));
        if (placed.type().equals("TextArea") || node.has("max-chars")) {
            view.put("counter", TextRules.longest(placed, resolver));
        }
    }

    static void picker(Map<String, Object> view, Placed placed, FieldState fields, Resolver resolver) {
        ObjectNode node = placed.node();
        String what = placed.type().equals("PhotoPicker") ? "photos" : "documents";
        view.put("label", resolver.text(node, "label"));
        view.put("description", resolver.text(node, "description"));
        view.put("min", resolver.whole(node, "min-uploaded-" + what).orElse(0));
        view.put("max", resolver.whole(node, "max-uploaded-" + what).orElse(30));
        view.put("maxKb", maxKilobytes(node, resolver));
        view.put("source", resolver.text(node, "photo-source"));
        view.put(
                "mimeTypes",
                PlainValue.list(resolver.value(node, "allowed-mime-types").orElse(null)).stream()
                        .map(PlainValue::text)
                        .toList());
        List<Object> files = new ArrayList<>();
        for (Object item : PlainValue.list(fields.value(placed))) {
            if (item instanceof PickedFile file) {
                files.add(file(file, fields.fileError(placed, file.mediaId())));
            }
        }
        view.put("files", files);
    }

    static int maxKilobytes(ObjectNode picker, Resolver resolver) {
        return Math.clamp(resolver.whole(picker, "max-file-size-kb").orElse(MAX_FILE_SIZE_KB), 1, MAX_FILE_SIZE_KB);
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
