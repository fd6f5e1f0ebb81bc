package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Property.Limits;
import dev.penstock.flowjson.tree.NumberNode;

/** MINIMUM_VALUE_REQUIRED and MAXIMUM_VALUE_REQUIRED. */
final class MinimumValueRequired implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                if (object.node().get(property.name()).orElse(object.node()) instanceof NumberNode number) {
                    check(property, number, findings);
                }
            }
        }
    }

    private static void check(Property property, NumberNode number, Findings findings) {
        Limits limits = property.limits();
        if (number.value() < limits.min()) {
            findings.error(
                    "MINIMUM_VALUE_REQUIRED",
                    number,
                    "%s must be %.0f at least.".formatted(property.name(), limits.min()));
        }
        if (number.value() > limits.max()) {
            findings.error(
                    "MAXIMUM_VALUE_REQUIRED",
                    number,
                    "%s must be %.0f at most.".formatted(property.name(), limits.max()));
        }
    }
}
