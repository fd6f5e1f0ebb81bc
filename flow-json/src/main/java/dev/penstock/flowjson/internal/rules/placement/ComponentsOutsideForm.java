package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.internal.rules.BoundText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Schemas;

/**
 * COMPONENTS_OUTSIDE_FORM; before 4.0, when every input needed a Form, KEYWORD_ONE_OF and
 * INVALID_FOOTER_PAYLOAD_OUTSIDE_FORM.
 */
final class ComponentsOutsideForm implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        boolean isFormOptional = document.isAtLeast(4, 0);
        for (FlowScreen screen : document.flow().screens()) {
            boolean hasForm = screen.components().stream()
                    .anyMatch(component -> component.type().equals("Form"));
            for (FlowComponent component : screen.components()) {
                if (Schemas.INPUTS.contains(component.type())
                        && component.form().isEmpty()
                        && (hasForm || !isFormOptional)) {
                    findings.error(
                            isFormOptional ? "COMPONENTS_OUTSIDE_FORM" : "KEYWORD_ONE_OF",
                            component.node().get("type").orElseThrow(),
                            isFormOptional
                                    ? "This screen has a Form, so every input must stand in it. Move this one in."
                                    : "Before Flow JSON 4.0 every input must stand in a Form. Move this one in.");
                }
            }
            if (!isFormOptional) {
                checkFooter(screen, findings);
            }
        }
    }

    private static void checkFooter(FlowScreen screen, Findings findings) {
        for (FlowAction action : screen.actions()) {
            boolean isOutside = action.component().type().equals("Footer")
                    && action.component().form().isEmpty();
            if (!isOutside || action.payload().isEmpty()) {
                continue;
            }
            for (BoundText text : BoundText.in(action.payload().get())) {
                if (text.references().stream().anyMatch(reference -> reference.source() == Source.FORM)) {
                    findings.error(
                            "INVALID_FOOTER_PAYLOAD_OUTSIDE_FORM",
                            text.node(),
                            "Before Flow JSON 4.0 a Footer outside the Form cannot read its values. Move the"
                                    + " Footer in.");
                }
            }
        }
    }
}
