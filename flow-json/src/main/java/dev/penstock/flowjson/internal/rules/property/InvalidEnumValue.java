package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.StringNode;
import java.util.List;

/**
 * INVALID_ENUM_VALUE for properties with a list of values, and INVALID_PROPERTY_VALUE for the type of a layout. Actions
 * have a rule of their own.
 */
final class InvalidEnumValue implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                for (StringNode text : texts(object, property)) {
                    check(object, property, text, findings);
                }
            }
        }
    }

    private static List<StringNode> texts(Described object, Property property) {
        return switch (property.kind()) {
            case Kind.ONE_OF -> object.node().string(property.name()).stream().toList();
            case Kind.SOME_OF ->
                object.node().array(property.name()).stream()
                        .flatMap(values -> values.strings().stream())
                        .toList();
            default -> List.of();
        };
    }

    private static void check(Described object, Property property, StringNode text, Findings findings) {
        boolean isComputed = PropertyText.isBinding(text.value()) || PropertyText.isBacktick(text.value());
        if ((isComputed && property.isDynamic()) || property.values().contains(text.value())) {
            return;
        }
        findings.error(
                object.schema().equals(Schemas.LAYOUT) ? "INVALID_PROPERTY_VALUE" : "INVALID_ENUM_VALUE",
                text,
                "%s cannot be %s. Choose %s."
                        .formatted(property.name(), Excerpt.of(text.value()), String.join(", ", property.values())));
    }
}
