package dev.penstock.graph.templates;

import dev.penstock.graph.messages.TemplateValues;
import java.util.List;

/** What Meta wants of a new template beside what each part says of itself. */
final class NewTemplateRules {

    private NewTemplateRules() {}

    static void check(TemplateContent content) {
        check("body", content.body(), content.format());
        content.header().ifPresent(header -> {
            switch (header) {
                case TemplateHeader.Line(var text) -> check("header", text, content.format());
                case TemplateHeader.File file ->
                    require(
                            file.example().isPresent(),
                            "A template whose header shows a file needs the handle of an example, which the Resumable"
                                    + " Upload API gives.");
                case TemplateHeader.Other other ->
                    require(false, "A header %s cannot be made here.".formatted(other.format()));
            }
        });
        for (var button : content.buttons()) {
            if (button instanceof TemplateButton.Link link) {
                require(
                        !link.hasPlaceholder() || link.example().isPresent(),
                        "The button \"%s\" has a placeholder in its URL and needs an example of the whole URL."
                                .formatted(link.text()));
            }
            if (button instanceof TemplateButton.Other other) {
                require(false, "A button %s cannot be made here.".formatted(other.type()));
            }
        }
    }

    private static void check(String where, TemplateText text, PlaceholderFormat format) {
        var placeholders = text.placeholders();
        for (int i = 0; i < placeholders.size(); i++) {
            var placeholder = placeholders.get(i);
            switch (format) {
                case POSITIONAL ->
                    require(
                            placeholder.equals(Integer.toString(i + 1)),
                            ("The %s has the placeholder {{%s}} where {{%d}} is due: placeholders are counted from 1,"
                                            + " or all of the template have names.")
                                    .formatted(where, placeholder, i + 1));
                case NAMED ->
                    require(
                            placeholder.matches("[a-z][a-z0-9_]*"),
                            ("The %s has the placeholder {{%s}}: in this template all have names of lower-case letters,"
                                            + " digits and underscores.")
                                    .formatted(where, placeholder));
            }
        }
        require(
                covers(text.examples(), placeholders, format),
                "The %s of the template has %d placeholders, and each needs one example: %s."
                        .formatted(where, placeholders.size(), String.join(", ", placeholders)));
    }

    private static boolean covers(TemplateValues examples, List<String> placeholders, PlaceholderFormat format) {
        return switch (examples) {
            case TemplateValues.Positional(var texts) ->
                texts.size() == placeholders.size() && (texts.isEmpty() || format == PlaceholderFormat.POSITIONAL);
            case TemplateValues.Named(var texts) ->
                texts.keySet().equals(java.util.Set.copyOf(placeholders))
                        && (texts.isEmpty() || format == PlaceholderFormat.NAMED);
        };
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
