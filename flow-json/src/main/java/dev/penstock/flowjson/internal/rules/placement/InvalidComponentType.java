package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.ObjectSchema;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.Node;
import java.util.Optional;

/** INVALID_PROPERTY_VALUE for component types that do not exist, or not yet in the version of the document. */
final class InvalidComponentType implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            for (FlowComponent component : screen.components()) {
                component.node().get("type").ifPresent(type -> check(component, type, document, findings));
            }
        }
    }

    private static void check(FlowComponent component, Node type, Document document, Findings findings) {
        Optional<ObjectSchema> schema = Schemas.component(component.type());
        if (schema.isEmpty()) {
            findings.error(
                    "INVALID_PROPERTY_VALUE",
                    type,
                    "There is no component %s. Component types are written like TextInput."
                            .formatted(Excerpt.of(component.type())));
        } else if (!document.version().isAtLeast(schema.get().since())) {
            findings.error(
                    "INVALID_PROPERTY_VALUE",
                    type,
                    "%s exists only from Flow JSON %s on. Raise the version, or replace it."
                            .formatted(component.type(), schema.get().since()));
        }
    }
}
