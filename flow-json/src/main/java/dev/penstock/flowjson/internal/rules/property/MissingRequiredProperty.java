package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.Optional;

/** MISSING_REQUIRED_PROPERTY, and MISSING_REQUIRED_TYPE_PROPERTY where the type itself is missing. */
final class MissingRequiredProperty implements Rule {

    private static final String CODE = "MISSING_REQUIRED_PROPERTY";

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                if (property.isRequiredIn(document.version()) && !object.node().has(property.name())) {
                    report(object.node(), object.schema().name(), property, findings);
                }
            }
        }
        document.flow().screens().forEach(screen -> checkTypes(screen, findings));
        checkEndpoint(document, findings);
    }

    private static void report(ObjectNode node, String owner, Property property, Findings findings) {
        String code = property.name().equals("type") ? "MISSING_REQUIRED_TYPE_PROPERTY" : CODE;
        findings.error(code, node, "%s needs the property %s. Add it.".formatted(capitalized(owner), property.name()));
    }

    static String capitalized(String owner) {
        return Character.isLowerCase(owner.charAt(0)) ? "This " + owner : owner;
    }

    private static void checkTypes(FlowScreen screen, Findings findings) {
        for (FlowComponent component : screen.components()) {
            if (!component.node().has("type")) {
                findings.error(
                        "MISSING_REQUIRED_TYPE_PROPERTY",
                        component.node(),
                        "A component needs a type, such as \"type\": \"TextBody\". Add it.");
            }
        }
    }

    private static void checkEndpoint(Document document, Findings findings) {
        ObjectNode root = document.flow().root();
        if (root.has("data_api_version")) {
            if (!root.has("routing_model")) {
                findings.error(
                        CODE,
                        root.member("data_api_version").orElseThrow(),
                        "A Flow with an endpoint needs a routing_model: for each screen, the screens that may"
                                + " follow it. Add it.");
            }
            return;
        }
        Optional<Node> exchange = document.flow().screens().stream()
                .flatMap(screen -> screen.actions().stream())
                .filter(action -> action.name().equals("data_exchange"))
                .map(FlowAction::node)
                .<Node>flatMap(action -> action.get("name").stream())
                .findFirst();
        exchange.ifPresent(name -> findings.error(
                CODE,
                name,
                "A data_exchange action needs an endpoint. Add \"data_api_version\": \"3.0\" to the document."));
    }
}
