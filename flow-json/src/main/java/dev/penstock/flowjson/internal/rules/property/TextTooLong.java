package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;

/** TEXT_TOO_LONG, a code of ours: phones cut such texts, the upload was not seen to fail. */
final class TextTooLong implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                int limit = property.limits().maxChars();
                if (limit < Integer.MAX_VALUE) {
                    object.node().get(property.name()).ifPresent(value -> check(property, value, limit, findings));
                }
            }
        }
    }

    private static void check(Property property, Node value, int limit, Findings findings) {
        switch (value) {
            case StringNode text -> checkText(property, text, limit, findings);
            case ArrayNode texts -> texts.strings().forEach(text -> checkText(property, text, limit, findings));
            case ObjectNode range ->
                range.members().values().forEach(member -> {
                    if (member.value() instanceof StringNode text) {
                        checkText(property, text, limit, findings);
                    }
                });
            default -> {
                // Of a wrong type, which another rule tells.
            }
        }
    }

    private static void checkText(Property property, StringNode text, int limit, Findings findings) {
        int length = text.value().codePointCount(0, text.value().length());
        if (length > limit && !PropertyText.isBinding(text.value()) && !PropertyText.isBacktick(text.value())) {
            findings.warning(
                    "TEXT_TOO_LONG",
                    text,
                    "%s has %d characters; phones show %d. Shorten it.".formatted(property.name(), length, limit));
        }
    }
}
