package dev.penstock.flowjson.internal.rules.expression;

import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.ExpressionParser;
import dev.penstock.flowjson.expression.ExpressionSyntaxException;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.StringNode;
import java.util.List;

/** The bindings of a condition; none if it cannot be parsed, which one rule tells. */
final class ConditionText {

    private ConditionText() {}

    static List<Reference> references(Node condition) {
        if (!(condition instanceof StringNode text)) {
            return List.of();
        }
        try {
            return ExpressionParser.parseCondition(text.value()).references();
        } catch (ExpressionSyntaxException malformed) {
            return List.of();
        }
    }
}
