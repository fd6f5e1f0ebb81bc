package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.BoundText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.internal.typing.Compatibility;
import dev.penstock.flowjson.internal.typing.Inputs;
import dev.penstock.flowjson.internal.typing.PayloadTypes;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import java.util.List;

/**
 * The {@code init-values} and {@code error-messages} of a Form, and {@code init-value} of an input: names and types.
 * Meta checks them from 7.0 on. NATIVE_COMPONENT_IN_FORM_INIT_VALUES for media pickers.
 */
final class InvalidFormValues implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            var types = new PayloadTypes(document.flow(), screen);
            for (FlowComponent component : screen.components()) {
                if (component.type().equals("Form")) {
                    component
                            .node()
                            .object("init-values")
                            .ifPresent(values -> values.members()
                                    .values()
                                    .forEach(member -> checkInit(screen, member, types, document, findings)));
                    component
                            .node()
                            .object("error-messages")
                            .ifPresent(values -> values.members()
                                    .values()
                                    .forEach(member -> checkMessage(screen, member, types, document, findings)));
                } else if (Schemas.INPUTS.contains(component.type())) {
                    component
                            .node()
                            .get("init-value")
                            .ifPresent(value -> checkType(component, value, types, true, findings));
                }
            }
        }
    }

    private static void checkInit(
            FlowScreen screen, Member member, PayloadTypes types, Document document, Findings findings) {
        List<FlowComponent> inputs = screen.components(member.key());
        if (inputs.isEmpty()) {
            unknown(member, document, findings);
            return;
        }
        FlowComponent input = inputs.getFirst();
        if (Schemas.MEDIA_PICKERS.contains(input.type())) {
            findings.error(
                    "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
                    member,
                    "%s takes no initial value. Remove it.".formatted(input.type()));
        } else {
            checkType(input, member.value(), types, document.isAtLeast(7, 0), findings);
        }
    }

    private static void checkMessage(
            FlowScreen screen, Member member, PayloadTypes types, Document document, Findings findings) {
        if (screen.components(member.key()).isEmpty()) {
            unknown(member, document, findings);
        }
        DataType type = types.of(member.value());
        if (!Compatibility.fits(new DataType.Text(), type) && !(type instanceof DataType.Structure)) {
            report(member.value(), "An error message must be a string.", document.isAtLeast(7, 0), findings);
        }
    }

    private static void unknown(Member member, Document document, Findings findings) {
        String message = "The screen has no input %s. Correct the name, or remove the entry."
                .formatted(Excerpt.of(member.key()));
        if (document.isAtLeast(7, 0)) {
            findings.error("INVALID_PROPERTY_KEY", member, message);
        } else {
            findings.warning("INVALID_PROPERTY_KEY", member, message);
        }
    }

    private static void checkType(
            FlowComponent input, Node value, PayloadTypes types, boolean isError, Findings findings) {
        DataType wanted = Inputs.initType(input);
        DataType given = types.of(value);
        if (!Compatibility.fits(wanted, given)) {
            report(
                    value,
                    "%s starts with a value of type %s, not %s."
                            .formatted(input.type(), wanted.describe(), given.describe()),
                    isError,
                    findings);
        }
    }

    private static void report(Node value, String message, boolean isError, Findings findings) {
        boolean isBound = !BoundText.in(value).isEmpty();
        String code = isBound ? "INVALID_SCREEN_DYNAMIC_DATA" : "INVALID_PROPERTY_TYPE";
        if (isError) {
            findings.error(code, value, message);
        } else {
            findings.warning(code, value, message + " From Flow JSON 7.0 on this is an error.");
        }
    }
}
