package dev.penstock.flowjson.internal.rules.expression;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.BoundText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.typing.ExpressionTypes;
import dev.penstock.flowjson.internal.typing.KindTypes;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.tree.Node;

/**
 * INVALID_PROPERTY_VALUE for bindings and backtick expressions that cannot be parsed or whose operands do not fit, and
 * for text with a binding inside, which phones show as it is.
 */
final class InvalidExpression implements Rule {

    private static final String CODE = "INVALID_PROPERTY_VALUE";

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            if (object.screen().isEmpty()) {
                continue;
            }
            for (Property property : object.schema().properties().values()) {
                boolean isTabled = property.nested().isPresent() || property.kind() == Kind.ACTION;
                boolean hasText =
                        (property.isDynamic() && !isTabled) || property.name().equals("payload");
                if (hasText || property.kind() == Kind.BINDING) {
                    object.node()
                            .get(property.name())
                            .ifPresent(value ->
                                    checkAll(property, value, object.screen().get(), document, findings));
                } else if (property.nested().isEmpty() && property.kind() == Kind.TEXT) {
                    object.node()
                            .string(property.name())
                            .filter(text -> isBound(property, text.value()))
                            .ifPresent(text -> findings.error(
                                    CODE, text, "%s takes no binding. Write a fixed text.".formatted(property.name())));
                }
            }
        }
    }

    /** A regular expression may hold a dollar sign before a brace. */
    private static boolean isBound(Property property, String text) {
        return PropertyText.isBinding(text)
                || (text.contains("${") && !property.name().equals("pattern"));
    }

    private static void checkAll(
            Property property, Node value, FlowScreen screen, Document document, Findings findings) {
        for (BoundText bound : BoundText.in(value)) {
            switch (bound.text()) {
                case PropertyText.Malformed malformed -> checkMalformed(bound, malformed, screen, document, findings);
                case PropertyText.Mixed mixed -> checkMixed(bound, screen, document, findings);
                case PropertyText.Backtick backtick ->
                    checkBacktick(property, value, bound, backtick.expression(), screen, document, findings);
                case PropertyText.Binding binding -> {
                    // Where it leads is another rule's concern.
                }
                case PropertyText.Plain plain -> {
                    // Nothing to check.
                }
            }
            if (property.kind() == Kind.BINDING && !(bound.text() instanceof PropertyText.Binding)) {
                findings.error(
                        CODE, bound.node(), "%s takes one binding, such as ${form.name}.".formatted(property.name()));
            }
        }
        if (property.kind() == Kind.BINDING && BoundText.in(value).isEmpty()) {
            findings.error(CODE, value, "%s takes one binding, such as ${form.name}.".formatted(property.name()));
        }
    }

    private static void checkMalformed(
            BoundText bound,
            PropertyText.Malformed malformed,
            FlowScreen screen,
            Document document,
            Findings findings) {
        if (PropertyText.isBacktick(bound.node().value()) && !document.isAtLeast(6, 0)) {
            return;
        }
        findings.error(
                CODE,
                bound.node().path(),
                bound.node()
                        .rangeOf(
                                malformed.problem().start(), malformed.problem().end()),
                new BindingAdvice(document.flow(), screen).of(malformed.problem()));
    }

    private static void checkMixed(BoundText bound, FlowScreen screen, Document document, Findings findings) {
        var advice = new BindingAdvice(document.flow(), screen);
        String text = bound.node().value();
        String way = document.isAtLeast(6, 0)
                ? "Write the whole text in backticks: %s."
                        .formatted(advice.corrected(text).orElse("`'Hello ' ${data.name}`"))
                : "Bind the whole text, or move to Flow JSON 6.0 and use backticks.";
        String message = "Phones show the binding in this text as it is written. %s%s"
                .formatted(way, advice.ofFirstWrong(text).map(" "::concat).orElse(""));
        if (document.strictness().isStrict()) {
            findings.error(CODE, bound.node(), message);
        } else {
            findings.warning(CODE, bound.node(), message);
        }
    }

    private static void checkBacktick(
            Property property,
            Node value,
            BoundText bound,
            Expression expression,
            FlowScreen screen,
            Document document,
            Findings findings) {
        if (!document.isAtLeast(6, 0)) {
            if (!expression.references().isEmpty()) {
                findings.error(
                        CODE,
                        bound.node(),
                        "Backtick expressions exist only from Flow JSON 6.0 on. Raise the version.");
            }
            return;
        }
        var types = new ExpressionTypes(
                new ReferenceResolver(document.flow(), screen)::typeOf,
                (part, problem) -> findings.error(
                        CODE, bound.node().path(), bound.node().rangeOf(part.start(), part.end()), problem));
        var type = types.typeOf(expression);
        boolean isWhole = value.range().equals(bound.node().range());
        if (property.isDynamic() && isWhole && !KindTypes.takes(property.kind(), type)) {
            findings.error(
                    "INVALID_SCREEN_DYNAMIC_DATA",
                    bound.node(),
                    "%s must be %s, but the expression gives %s."
                            .formatted(property.name(), property.kind().words(), type.describe()));
        }
    }
}
