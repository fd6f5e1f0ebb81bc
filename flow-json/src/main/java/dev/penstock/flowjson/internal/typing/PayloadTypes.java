package dev.penstock.flowjson.internal.typing;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.BooleanNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NullNode;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Infers the types of values that stand in the document, following bindings and expressions. */
public final class PayloadTypes {

    private final ReferenceResolver resolver;
    private final ExpressionTypes expressions;

    public PayloadTypes(FlowJson flow, FlowScreen screen) {
        this.resolver = new ReferenceResolver(flow, screen);
        this.expressions = new ExpressionTypes(resolver::typeOf, (part, problem) -> {});
    }

    public DataType of(Node value) {
        return switch (value) {
            case StringNode text -> ofText(text.value());
            case NumberNode number -> new DataType.Numeric();
            case BooleanNode flag -> new DataType.Flag();
            case NullNode nothing -> new DataType.Anything();
            case ArrayNode array -> new DataType.ListOf(itemType(array));
            case ObjectNode object -> {
                Map<String, DataType> fields = new LinkedHashMap<>();
                object.members().forEach((name, member) -> fields.put(name, of(member.value())));
                yield new DataType.Structure(fields, Set.of());
            }
        };
    }

    private DataType ofText(String text) {
        return switch (PropertyText.of(text)) {
            case PropertyText.Binding binding -> resolver.typeOf(binding.reference());
            case PropertyText.Backtick backtick -> expressions.typeOf(backtick.expression());
            case PropertyText.Malformed malformed -> new DataType.Anything();
            case PropertyText.Plain plain -> new DataType.Text();
            case PropertyText.Mixed mixed -> new DataType.Text();
        };
    }

    private DataType itemType(ArrayNode array) {
        return array.items().isEmpty()
                ? new DataType.Anything()
                : of(array.items().getFirst());
    }
}
