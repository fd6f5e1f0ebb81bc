package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.BooleanNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.regex.Pattern;

/**
 * INVALID_PROPERTY_TYPE, and PATTERN_MISMATCH for a text that is neither a binding nor a way to write the number or
 * boolean that is wanted.
 */
final class InvalidPropertyType implements Rule {

    private static final Pattern NUMBER_OR_BOOLEAN = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?|true|false");

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                object.node().get(property.name()).ifPresent(value -> check(property, value, findings));
            }
        }
        checkRoutingModel(document, findings);
    }

    private static void check(Property property, Node value, Findings findings) {
        boolean isComputed = value instanceof StringNode text && isComputed(text.value());
        if (isComputed && takesComputed(property)) {
            return;
        }
        if (!isComputed && property.isDynamic() && isMistypedScalar(property, value)) {
            reportScalar(property, (StringNode) value, findings);
        } else if (!fits(property.kind(), value)) {
            findings.error(
                    "INVALID_PROPERTY_TYPE",
                    value,
                    "%s must be %s%s, not %s."
                            .formatted(
                                    property.name(),
                                    property.kind().words(),
                                    property.isDynamic() ? " or a binding" : "",
                                    value.kind()));
        } else {
            checkItems(property, value, findings);
        }
    }

    private static boolean isComputed(String text) {
        return PropertyText.isBinding(text) || PropertyText.isBacktick(text);
    }

    private static boolean takesComputed(Property property) {
        return property.isDynamic() || property.kind() == Kind.BINDING || property.kind() == Kind.CONDITION;
    }

    private static boolean isMistypedScalar(Property property, Node value) {
        return value instanceof StringNode && (property.kind() == Kind.NUMBER || property.kind() == Kind.FLAG);
    }

    private static void reportScalar(Property property, StringNode text, Findings findings) {
        boolean isQuoted = NUMBER_OR_BOOLEAN.matcher(text.value()).matches();
        findings.error(
                isQuoted ? "INVALID_PROPERTY_TYPE" : "PATTERN_MISMATCH",
                text,
                "%s must be %s or a binding such as ${data.name}.%s"
                        .formatted(property.name(), property.kind().words(), isQuoted ? " Remove the quotes." : ""));
    }

    private static void checkItems(Property property, Node value, Findings findings) {
        if (!(value instanceof ArrayNode array)) {
            return;
        }
        for (Node item : array.items()) {
            boolean fits = switch (property.kind()) {
                case TEXT_OR_TEXTS, TEXTS, SOME_OF, DATES -> item instanceof StringNode;
                case OBJECTS, COMPONENTS -> item instanceof ObjectNode;
                default -> true;
            };
            if (!fits) {
                findings.error(
                        "INVALID_PROPERTY_TYPE",
                        item,
                        "%s must be %s, so %s cannot stand in it."
                                .formatted(property.name(), property.kind().words(), item.kind()));
            }
        }
    }

    private static boolean fits(Kind kind, Node value) {
        return switch (kind) {
            case TEXT, ONE_OF, IMAGE, DATE, BINDING, CONDITION -> value instanceof StringNode;
            case TEXT_OR_TEXTS -> value instanceof StringNode || value instanceof ArrayNode;
            case TEXT_OR_RANGE, DATE_OR_RANGE, MESSAGE_OR_MESSAGES ->
                value instanceof StringNode || value instanceof ObjectNode;
            case FLAG -> value instanceof BooleanNode;
            case FLAG_OR_RANGE -> value instanceof BooleanNode || value instanceof ObjectNode;
            case NUMBER -> value instanceof NumberNode;
            case TEXTS, SOME_OF, DATES, OBJECTS, COMPONENTS -> value instanceof ArrayNode;
            case OBJECT, CASES, ACTION -> value instanceof ObjectNode;
            case INIT_VALUE, ANYTHING -> true;
        };
    }

    private static void checkRoutingModel(Document document, Findings findings) {
        document.flow()
                .root()
                .object("routing_model")
                .ifPresent(model -> model.members().values().stream()
                        .filter(member -> !(member.value() instanceof ArrayNode targets)
                                || targets.strings().size() != targets.items().size())
                        .forEach(member -> findings.error(
                                "INVALID_PROPERTY_TYPE",
                                member.value(),
                                "The routing model lists for each screen an array of screen IDs.")));
    }
}
