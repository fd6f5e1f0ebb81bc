package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Evaluator;
import dev.penstock.flowjson.expression.ExpressionParser;
import dev.penstock.flowjson.expression.ExpressionSyntaxException;
import dev.penstock.flowjson.expression.ValueScope;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes what a screen says now: values of properties, branches of {@code If} and {@code Switch}, visibility. */
final class Resolver {

    private final Evaluator evaluator;

    Resolver(ValueScope scope) {
        evaluator = Evaluator.in(scope);
    }

    Optional<Object> value(ObjectNode node, String property) {
        return node.get(property).flatMap(this::value);
    }

    Optional<Object> value(Node node) {
        return PlainValue.of(node, evaluator::property);
    }

    Optional<Object> text(String text) {
        return evaluator.property(text);
    }

    String text(ObjectNode node, String property) {
        return PlainValue.text(value(node, property).orElse(null));
    }

    boolean flag(ObjectNode node, String property, boolean otherwise) {
        return value(node, property).map(PlainValue::isTrue).orElse(otherwise);
    }

    Optional<Integer> whole(ObjectNode node, String property) {
        return PlainValue.whole(value(node, property).orElse(null));
    }

    Map<String, Object> payload(ObjectNode action) {
        return action.object("payload")
                .map(payload -> PlainValue.map(payload, evaluator::property))
                .orElse(Map.of());
    }

    /** Everything that can be seen, in order, with forms and branches opened up. */
    List<Placed> visible(FlowScreen screen) {
        List<Placed> found = new ArrayList<>();
        screen.children().forEach(child -> place(child, Optional.empty(), found));
        return found;
    }

    private void place(Node child, Optional<ObjectNode> form, List<Placed> found) {
        if (!(child instanceof ObjectNode node)) {
            return;
        }
        switch (node.text("type").orElse("")) {
            case "Form" -> place(node.get("children"), Optional.of(node), found);
            case "If" -> place(node.get(holds(node) ? "then" : "else"), form, found);
            case "Switch" -> place(node.object("cases").flatMap(cases -> cases.get(text(node, "value"))), form, found);
            default -> {
                if (flag(node, "visible", true)) {
                    found.add(new Placed(node, form));
                }
            }
        }
    }

    private void place(Optional<Node> children, Optional<ObjectNode> form, List<Placed> found) {
        if (children.orElse(null) instanceof ArrayNode array) {
            array.items().forEach(child -> place(child, form, found));
        }
    }

    private boolean holds(ObjectNode node) {
        String condition = node.text("condition").orElse("false");
        if (condition.length() > ExpressionParser.MAX_LENGTH) {
            return false;
        }
        try {
            return evaluator.holds(ExpressionParser.parseCondition(condition));
        } catch (ExpressionSyntaxException malformed) {
            // The linter names the mistake; on the phone a condition that cannot be read does not hold.
            return node.isTrue("condition");
        }
    }
}
