package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.List;

/** INVALID_PROPERTY_VALUE for refresh_on_back, sensitive, and properties that only one mode of a component knows. */
final class InvalidScreenOptions implements Rule {

    private static final String CODE = "INVALID_PROPERTY_VALUE";
    private static final List<String> RANGE_ONLY = List.of("title", "description", "min-days", "max-days");
    private static final List<String> INPUT_TYPES_WITH_PATTERN = List.of("text", "number", "password", "passcode");

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            if (screen.refreshesOnBack() && !document.flow().hasEndpoint()) {
                findings.error(
                        CODE,
                        screen.node().member("refresh_on_back").orElseThrow(),
                        "refresh_on_back asks the endpoint, and this Flow has none. Remove it, or add"
                                + " data_api_version.");
            }
            screen.node().array("sensitive").map(ArrayNode::strings).orElse(List.of()).stream()
                    .filter(name -> screen.components(name.value()).isEmpty())
                    .forEach(name -> unknown(name, findings));
            screen.components().forEach(component -> checkMode(component, findings));
        }
    }

    private static void unknown(StringNode name, Findings findings) {
        findings.error(
                CODE,
                name,
                "The screen has no component %s. Correct the name, or remove it.".formatted(Excerpt.of(name.value())));
    }

    private static void checkMode(FlowComponent component, Findings findings) {
        if (component.type().equals("CalendarPicker")
                && component.node().text("mode").orElse("single").equals("single")) {
            for (String key : RANGE_ONLY) {
                component
                        .node()
                        .member(key)
                        .ifPresent(member -> findings.warning(
                                CODE, member, "%s has a meaning in the mode range only. Remove it.".formatted(key)));
            }
        }
        String input = component.node().text("input-type").orElse("text");
        if (component.type().equals("TextInput")
                && component.node().has("pattern")
                && !INPUT_TYPES_WITH_PATTERN.contains(input)
                && !input.startsWith("$")) {
            findings.error(
                    CODE,
                    component.node().member("pattern").orElseThrow(),
                    "pattern works with the input types text, number, password and passcode only. Remove it.");
        }
    }
}
