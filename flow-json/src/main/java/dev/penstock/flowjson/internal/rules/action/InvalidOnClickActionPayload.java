package dev.penstock.flowjson.internal.rules.action;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.BoundText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.internal.typing.ReferenceResolver.Target;

/**
 * INVALID_ON_CLICK_ACTION_PAYLOAD for bindings in payloads that lead nowhere, and INVALID_ACTION_PAYLOAD_PROPERTY where
 * they stand in an expression, which Meta checks from 7.2 on.
 */
final class InvalidOnClickActionPayload implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            var resolver = new ReferenceResolver(document.flow(), screen);
            for (FlowAction action : screen.actions()) {
                action.payload()
                        .ifPresent(payload ->
                                BoundText.in(payload).forEach(bound -> check(bound, resolver, document, findings)));
            }
        }
    }

    private static void check(BoundText bound, ReferenceResolver resolver, Document document, Findings findings) {
        boolean isExpression = bound.text() instanceof PropertyText.Backtick;
        if (isExpression && !document.isAtLeast(6, 0)) {
            return;
        }
        for (Reference reference : bound.references()) {
            if (resolver.resolve(reference) instanceof Target.Missing missing) {
                String code = isExpression ? "INVALID_ACTION_PAYLOAD_PROPERTY" : "INVALID_ON_CLICK_ACTION_PAYLOAD";
                String note =
                        isExpression && !document.isAtLeast(7, 2) ? " Meta checks this from Flow JSON 7.2 on." : "";
                findings.error(
                        code,
                        bound.node().path(),
                        bound.node().rangeOf(reference.start(), reference.end()),
                        "%s leads nowhere: %s.%s".formatted(Excerpt.of(reference.text()), missing.reason(), note));
            }
        }
    }
}
