package dev.penstock.flowjson.internal.rules.action;

import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** INVALID_ENUM_VALUE for actions: which exist, since when, and which component may have which. */
final class InvalidAction implements Rule {

    private static final String CODE = "INVALID_ENUM_VALUE";

    private static final Map<String, FlowJsonVersion> SINCE =
            Map.of("update_data", FlowJsonVersion.of(6, 0), "open_url", FlowJsonVersion.of(6, 0));

    /** The select action of ChipsSelector learned update_data later than its neighbours. */
    private static final FlowJsonVersion CHIPS_UPDATE = FlowJsonVersion.of(7, 1);

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                if (property.kind() == Kind.ACTION) {
                    object.node()
                            .object(property.name())
                            .ifPresent(action -> check(object, property, action, document, findings));
                }
            }
        }
    }

    private static void check(
            Described object, Property property, ObjectNode action, Document document, Findings findings) {
        Optional<String> name = action.text("name");
        if (name.isEmpty()) {
            return;
        }
        Node place = action.get("name").orElseThrow();
        FlowJsonVersion since = since(object, name.get());
        if (!Schemas.actionNames().contains(name.get())) {
            findings.error(
                    CODE,
                    place,
                    "There is no action %s. Choose one of %s."
                            .formatted(Excerpt.of(name.get()), String.join(", ", property.values())));
        } else if (!property.values().contains(name.get())) {
            findings.error(
                    CODE,
                    place,
                    "%s of %s cannot be %s. Choose %s."
                            .formatted(
                                    property.name(),
                                    object.schema().name(),
                                    name.get(),
                                    String.join(", ", property.values())));
        } else if (!document.version().isAtLeast(since)) {
            findings.error(
                    CODE,
                    place,
                    "%s exists here only from Flow JSON %s on. Raise the version.".formatted(name.get(), since));
        }
    }

    private static FlowJsonVersion since(Described object, String action) {
        return object.schema().name().equals("ChipsSelector") && action.equals("update_data")
                ? CHIPS_UPDATE
                : SINCE.getOrDefault(action, Property.ALWAYS);
    }
}
