package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.check.Pictures;
import dev.penstock.flowjson.check.Pictures.Fault;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.tree.StringNode;

/**
 * Pictures that are none: an empty text, which from 6.0 on is PATTERN_MISMATCH like any blank one, an address, a data
 * URI, no Base64, or Base64 of something else. Meta was not seen to refuse these, but they show nothing.
 */
final class InvalidPicture implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                if (property.kind() == Kind.IMAGE) {
                    object.node()
                            .string(property.name())
                            .filter(picture -> isFixed(picture.value()))
                            .ifPresent(picture -> Pictures.fault(picture.value())
                                    .ifPresent(fault -> report(property, picture, fault, document, findings)));
                }
            }
        }
    }

    private static boolean isFixed(String text) {
        return PropertyText.of(text) instanceof PropertyText.Plain;
    }

    private static void report(
            Property property, StringNode picture, Fault fault, Document document, Findings findings) {
        String message = "%s is no picture. %s".formatted(property.name(), fault.words());
        if (fault == Fault.EMPTY && document.isAtLeast(6, 0)) {
            findings.error("PATTERN_MISMATCH", picture, message);
        } else if (document.strictness().isStrict()) {
            findings.error("INVALID_PROPERTY_VALUE", picture, message);
        } else {
            findings.warning("INVALID_PROPERTY_VALUE", picture, message);
        }
    }
}
