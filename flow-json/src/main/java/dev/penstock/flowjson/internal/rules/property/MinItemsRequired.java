package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Property.Limits;
import dev.penstock.flowjson.tree.ArrayNode;

/** MIN_ITEMS_REQUIRED, and its counterpart for too many, for which Meta documents no code of its own. */
final class MinItemsRequired implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                object.node().array(property.name()).ifPresent(array -> check(property, array, findings));
                if (property.kind() == Kind.CASES) {
                    object.node()
                            .object(property.name())
                            .filter(cases -> cases.members().isEmpty())
                            .ifPresent(cases -> findings.error(
                                    "MIN_ITEMS_REQUIRED", cases, "A Switch needs one case at least. Add one."));
                }
            }
        }
    }

    private static void check(Property property, ArrayNode array, Findings findings) {
        Limits limits = property.limits();
        int size = array.items().size();
        if (size < limits.minItems()) {
            findings.error(
                    "MIN_ITEMS_REQUIRED",
                    array,
                    "%s has %d items and needs %d at least.".formatted(property.name(), size, limits.minItems()));
        }
        if (size > limits.maxItems()) {
            findings.error(
                    "INVALID_PROPERTY_VALUE",
                    array,
                    "%s has %d items and may have %d at most.".formatted(property.name(), size, limits.maxItems()));
        }
    }
}
