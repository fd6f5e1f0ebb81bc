package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** INVALID_PROPERTY_VALUE for options that do not go together. */
final class InvalidOptions implements Rule {

    private static final String CODE = "INVALID_PROPERTY_VALUE";
    private static final int MAX_WITH_IMAGE = 100;

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            for (FlowComponent component : screen.components()) {
                component.node().array("data-source").ifPresent(options -> check(component, options, findings));
                component.node().array("list-items").ifPresent(items -> checkIds(items.objects(), findings));
            }
        }
    }

    private static void check(FlowComponent component, ArrayNode options, Findings findings) {
        List<ObjectNode> objects = options.objects();
        boolean hasImage = objects.stream().anyMatch(option -> option.has("image"));
        boolean hasColour = objects.stream().anyMatch(option -> option.has("color"));
        if (hasImage && hasColour) {
            findings.error(CODE, options, "The options have images and colours. Use one of the two for all of them.");
        }
        if (hasImage && component.type().equals("Dropdown") && objects.size() > MAX_WITH_IMAGE) {
            findings.error(
                    CODE,
                    options,
                    "A Dropdown with images may have %d options. Remove the images, or some options."
                            .formatted(MAX_WITH_IMAGE));
        }
        checkIds(objects, findings);
    }

    private static void checkIds(List<ObjectNode> objects, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (ObjectNode option : objects) {
            option.string("id")
                    .filter(id -> !seen.add(id.value()))
                    .ifPresent(id -> findings.warning(
                            CODE,
                            id,
                            "Another option has the same ID, so the answers cannot be told apart. Change one."));
        }
    }
}
