package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.tree.StringNode;

/** The size of inlined pictures: a limit for options and list items, a recommendation for Image. */
final class ImageTooLarge implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        int optionLimit = document.isAtLeast(6, 0) ? 100 : 300;
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                if (property.kind() == Kind.IMAGE) {
                    object.node()
                            .string(property.name())
                            .filter(image -> !PropertyText.isBinding(image.value()))
                            .ifPresent(image -> check(property, image, optionLimit, findings));
                }
            }
        }
    }

    private static void check(Property property, StringNode image, int optionLimit, Findings findings) {
        long kilobytes = image.value().length() * 3L / 4 / 1024;
        if (property.name().equals("image") && kilobytes > optionLimit) {
            findings.error(
                    "INVALID_PROPERTY_VALUE",
                    image,
                    "The picture has about %d KB and may have %d. Make it smaller.".formatted(kilobytes, optionLimit));
        } else if (property.name().equals("src") && kilobytes > 300) {
            findings.warning(
                    "INVALID_PROPERTY_VALUE",
                    image,
                    "The picture has about %d KB; Meta recommends 300 at most. Make it smaller.".formatted(kilobytes));
        }
    }
}
