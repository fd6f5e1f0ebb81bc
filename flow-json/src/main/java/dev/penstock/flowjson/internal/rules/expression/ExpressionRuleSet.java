package dev.penstock.flowjson.internal.rules.expression;

import dev.penstock.flowjson.internal.rules.Rule;
import java.util.List;

/**
 * What is checked of the data a screen declares, of bindings, and of expressions. To add a rule: write a class like its
 * neighbours, and name it here.
 */
public final class ExpressionRuleSet {

    public static final List<Rule> ALL = List.of(
            new InvalidScreenData(), new InvalidScreenDynamicData(), new InvalidExpression(), new InvalidCondition());

    private ExpressionRuleSet() {}
}
