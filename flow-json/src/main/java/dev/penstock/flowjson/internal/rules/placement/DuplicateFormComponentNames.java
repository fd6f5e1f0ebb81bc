package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Schemas;
import java.util.HashSet;
import java.util.Set;

/** DUPLICATE_FORM_COMPONENT_NAMES: unique on a screen, over all branches and the Form. */
final class DuplicateFormComponentNames implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            Set<String> seen = new HashSet<>();
            for (FlowComponent component : screen.components()) {
                boolean isInput = Schemas.INPUTS.contains(component.type())
                        || component.type().isEmpty();
                if (isInput
                        && component.name().isPresent()
                        && !seen.add(component.name().get())) {
                    findings.error(
                            "DUPLICATE_FORM_COMPONENT_NAMES",
                            component.node().get("name").orElseThrow(),
                            "Another input of this screen has the name %s, be it in another branch. Rename one."
                                    .formatted(Excerpt.of(component.name().get())));
                }
            }
        }
    }
}
