package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.List;

/** What the items of a NavigationList and the list itself may have together. */
final class InvalidNavigationList implements Rule {

    private static final String ACTION = "on-click-action";

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            for (FlowComponent component : screen.components()) {
                if (component.type().equals("NavigationList")) {
                    component
                            .node()
                            .array("list-items")
                            .ifPresent(items -> check(component.node(), items.objects(), findings));
                }
            }
        }
    }

    private static void check(ObjectNode list, List<ObjectNode> items, Findings findings) {
        long withAction = items.stream().filter(item -> item.has(ACTION)).count();
        if (list.has(ACTION) && withAction > 0) {
            findings.error(
                    "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                    list.member(ACTION).orElseThrow(),
                    "The action is either on the list or on its items. Remove one kind.");
        } else if (!list.has(ACTION) && withAction < items.size()) {
            findings.error(
                    "MISSING_REQUIRED_PROPERTY",
                    list,
                    "A NavigationList needs an on-click-action, or each of its items does. Add it.");
        }
        if (items.stream().filter(item -> item.has("badge")).count() > 1) {
            findings.error(
                    "INVALID_PROPERTY_VALUE", list, "Only one item of a list may have a badge. Remove the others.");
        }
        if (list.text("media-size").orElse("").equals("large")) {
            items.stream()
                    .flatMap(item -> item.member("end").stream())
                    .forEach(end -> findings.error(
                            "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                            end,
                            "With large media there is no room for end. Remove it, or use the regular size."));
        }
    }
}
