package dev.penstock.flowjson.internal.rules.expression;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.BoundText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.typing.KindTypes;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.internal.typing.ReferenceResolver.Target;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.StringNode;

/**
 * INVALID_SCREEN_DYNAMIC_DATA: bindings of components that lead nowhere, to a wrong type, or to data without a field
 * that the component needs; INVALID_SCREEN_DATA where another screen is named.
 */
final class InvalidScreenDynamicData implements Rule {

    private static final String CODE = "INVALID_SCREEN_DYNAMIC_DATA";

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            if (object.screen().isEmpty()) {
                continue;
            }
            FlowScreen screen = object.screen().get();
            for (Property property : object.schema().properties().values()) {
                if (isBindable(property)) {
                    object.node()
                            .get(property.name())
                            .ifPresent(value -> checkValue(property, value, screen, document, findings));
                }
            }
        }
    }

    private static boolean isBindable(Property property) {
        return property.isDynamic() || property.kind() == Kind.CONDITION || property.kind() == Kind.BINDING;
    }

    private static void checkValue(
            Property property, Node value, FlowScreen screen, Document document, Findings findings) {
        // What stands in nested objects is looked at with their own tables.
        boolean isTabled = property.nested().isPresent() && !(value instanceof StringNode);
        if (isTabled || property.kind() == Kind.ANYTHING) {
            return;
        }
        var resolver = new ReferenceResolver(document.flow(), screen);
        if (property.kind() == Kind.CONDITION) {
            ConditionText.references(value)
                    .forEach(reference -> report(resolver, reference, (StringNode) value, document, findings));
            return;
        }
        for (BoundText text : BoundText.in(value)) {
            for (Reference reference : text.references()) {
                report(resolver, reference, text.node(), document, findings);
            }
        }
        if (value instanceof StringNode text
                && PropertyText.of(text.value()) instanceof PropertyText.Binding binding
                && resolver.resolve(binding.reference()) instanceof Target.Found found) {
            checkType(property, text, binding.reference(), found.type(), findings);
        }
    }

    private static void report(
            ReferenceResolver resolver, Reference reference, StringNode node, Document document, Findings findings) {
        if (reference.screen().isPresent() && !document.isAtLeast(4, 0)) {
            findings.error(
                    "INVALID_SCREEN_DATA",
                    node.path(),
                    node.rangeOf(reference.start(), reference.end()),
                    "Values of other screens can be named only from Flow JSON 4.0 on. Pass them along instead.");
        } else if (resolver.resolve(reference) instanceof Target.Missing missing) {
            findings.error(
                    reference.screen().isPresent() ? "INVALID_SCREEN_DATA" : CODE,
                    node.path(),
                    node.rangeOf(reference.start(), reference.end()),
                    "%s leads nowhere: %s.".formatted(Excerpt.of(reference.text()), missing.reason()));
        }
    }

    private static void checkType(
            Property property, StringNode text, Reference reference, DataType type, Findings findings) {
        if (!KindTypes.takes(property.kind(), type)) {
            findings.error(
                    CODE,
                    text,
                    "%s must be %s, but %s is of type %s. Bind it to something else, or change the type."
                            .formatted(
                                    property.name(),
                                    property.kind().words(),
                                    Excerpt.of(reference.text()),
                                    type.describe()));
        } else if (property.kind() == Kind.OBJECTS && property.nested().isPresent()) {
            checkItems(property, text, type, findings);
        }
    }

    private static void checkItems(Property property, StringNode text, DataType type, Findings findings) {
        if (!(type instanceof DataType.ListOf list)) {
            return;
        }
        if (list.items() instanceof DataType.Structure item) {
            for (Property field : property.nested().orElseThrow().properties().values()) {
                if (field.requiredSince().isPresent()
                        && !item.fields().isEmpty()
                        && !item.fields().containsKey(field.name())) {
                    findings.error(
                            CODE,
                            text,
                            "The items of %s need %s, which their schema does not declare. Add it."
                                    .formatted(property.name(), field.name()));
                }
            }
        } else if (list.items() instanceof DataType.Anything) {
            findings.error(
                    CODE,
                    text,
                    "%s needs to know its items: declare their schema under items.".formatted(property.name()));
        } else {
            findings.error(
                    CODE,
                    text,
                    "%s holds objects, but the data declares %s.".formatted(property.name(), type.describe()));
        }
    }
}
