package dev.penstock.flowjson.check;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowComponent.Branch;
import dev.penstock.flowjson.expression.Evaluator;
import dev.penstock.flowjson.expression.Expression;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.expression.ExpressionParser;
import dev.penstock.flowjson.expression.ExpressionSyntaxException;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.expression.ValueScope;
import dev.penstock.flowjson.tree.BooleanNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.StringNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a component can be seen and used with the data of an answer, whatever a person does. */
final class Shown {

    private final Evaluator evaluator;

    private Shown(Map<String, ?> data) {
        ValueScope scope = reference -> {
            @Nullable Object value = data;
            for (String name : reference.path()) {
                value = value instanceof Map<?, ?> map ? map.get(name) : null;
            }
            return Optional.ofNullable(value);
        };
        this.evaluator = Evaluator.in(scope);
    }

    /** False also where it hangs on what a person types, or on another screen. */
    static boolean isCertainly(FlowComponent component, Map<String, ?> data) {
        var shown = new Shown(data);
        return shown.isOn(component.node().get("visible"))
                && shown.isOn(component.node().get("enabled"))
                && component.branches().stream().allMatch(shown::isTaken);
    }

    private boolean isOn(Optional<Node> flag) {
        return switch (flag.orElse(null)) {
            case null -> true;
            case BooleanNode fixed -> fixed.value();
            case StringNode text ->
                switch (PropertyText.of(text.value())) {
                    case PropertyText.Binding binding -> isTrue(binding.reference());
                    case PropertyText.Backtick backtick -> isTrue(backtick.expression());
                    case PropertyText.Plain plain -> false;
                    case PropertyText.Mixed mixed -> false;
                    case PropertyText.Malformed malformed -> false;
                };
            default -> false;
        };
    }

    private boolean isTaken(Branch branch) {
        if (branch.owner().has("cases")) {
            return branch.owner()
                    .text("value")
                    .map(PropertyText::of)
                    .filter(text -> text instanceof PropertyText.Binding binding
                            && isKnown(binding.reference())
                            && evaluator
                                    .evaluate(binding.reference())
                                    .filter(value -> value.toString().equals(branch.name()))
                                    .isPresent())
                    .isPresent();
        }
        try {
            Expression condition = ExpressionParser.parseCondition(
                    branch.owner().text("condition").orElse(""));
            return isKnown(condition)
                    && evaluator.holds(condition) == branch.name().equals("then");
        } catch (ExpressionSyntaxException malformed) {
            return false;
        }
    }

    private boolean isTrue(Expression expression) {
        return isKnown(expression)
                && evaluator.evaluate(expression).map(Boolean.TRUE::equals).orElse(true);
    }

    private static boolean isKnown(Expression expression) {
        return expression.references().stream()
                .allMatch(reference ->
                        reference.source() == Source.DATA && reference.screen().isEmpty());
    }
}
