package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.tree.StringNode;
import java.util.regex.Pattern;

/** PATTERN_MISMATCH and MIN_CHARS_REQUIRED: the letters of a screen ID, blank texts, and colours. */
final class PatternMismatch implements Rule {

    private static final String CODE = "PATTERN_MISMATCH";
    private static final Pattern SCREEN_ID = Pattern.compile("[a-zA-Z_]+");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            screen.node().string("id").ifPresent(id -> checkId(id, findings));
        }
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                object.node().string(property.name()).ifPresent(text -> {
                    checkBlank(object, property, text, document, findings);
                    checkColour(property, text, findings);
                });
            }
        }
    }

    private static void checkId(StringNode id, Findings findings) {
        if (id.value().isEmpty()) {
            findings.error("MIN_CHARS_REQUIRED", id, "A screen needs an ID of one letter at least.");
        } else if (!SCREEN_ID.matcher(id.value()).matches()) {
            findings.error(
                    CODE,
                    id,
                    "A screen ID has only letters and underscores, no digits, hyphens or blanks. Rename %s."
                            .formatted(Excerpt.of(id.value())));
        }
    }

    private static void checkBlank(
            Described object, Property property, StringNode text, Document document, Findings findings) {
        boolean isShown = property.kind() == Kind.TEXT || property.kind() == Kind.TEXT_OR_TEXTS;
        if (!text.value().isBlank()
                || !isShown
                || property.name().equals("id")
                || !property.isRequiredIn(document.version())) {
            return;
        }
        String message = "%s must not be blank.".formatted(property.name());
        if (text.value().isEmpty() && !property.isDynamic()) {
            findings.error("MIN_CHARS_REQUIRED", text, message);
            return;
        }
        // 6.0 made blank strings an error; blank text components were refused before.
        if (document.isAtLeast(6, 0)
                || (object.schema().name().startsWith("Text") && property.name().equals("text"))) {
            findings.error(CODE, text, message);
        } else {
            findings.warning(CODE, text, message);
        }
    }

    private static void checkColour(Property property, StringNode text, Findings findings) {
        if (property.name().equals("color")
                && !text.value().startsWith("${")
                && !COLOUR.matcher(text.value()).matches()) {
            findings.error(CODE, text, "A colour is a hash and six hexadecimal digits, such as #1A2B3C.");
        }
    }
}
