package dev.penstock.flowjson.internal.rules.expression;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression;
import dev.penstock.flowjson.expression.ExpressionParser;
import dev.penstock.flowjson.expression.ExpressionSyntaxException;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.typing.Compatibility;
import dev.penstock.flowjson.internal.typing.ExpressionTypes;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.StringNode;

/** INVALID_PROPERTY_VALUE for conditions of If: syntax, operands, at least one binding, and a boolean as result. */
final class InvalidCondition implements Rule {

    private static final String CODE = "INVALID_PROPERTY_VALUE";

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            for (FlowComponent component : screen.components()) {
                if (component.type().equals("If")) {
                    component.node().string("condition").ifPresent(text -> check(text, screen, document, findings));
                }
            }
        }
    }

    private static void check(StringNode text, FlowScreen screen, Document document, Findings findings) {
        if (PropertyText.isBacktick(text.value())) {
            findings.error(CODE, text, "A condition is written without backticks. Remove them.");
            return;
        }
        Expression condition;
        try {
            condition = ExpressionParser.parseCondition(text.value());
        } catch (ExpressionSyntaxException malformed) {
            findings.error(
                    CODE,
                    text.path(),
                    text.rangeOf(malformed.start(), malformed.end()),
                    new BindingAdvice(document.flow(), screen).of(malformed));
            return;
        }
        if (condition.references().isEmpty()) {
            findings.error(CODE, text, "The condition depends on nothing. Use a binding, such as ${form.name}.");
        }
        var types = new ExpressionTypes(
                new ReferenceResolver(document.flow(), screen)::typeOf,
                (part, problem) -> findings.error(CODE, text.path(), text.rangeOf(part.start(), part.end()), problem));
        DataType type = types.typeOf(condition);
        if (!Compatibility.fits(new DataType.Flag(), type)) {
            findings.error(
                    CODE,
                    text,
                    "The condition gives %s, not true or false. Compare it with something.".formatted(type.describe()));
        }
    }
}
