package dev.penstock.flowjson;

import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One action of a component, or of an option or list item in it.
 *
 * @param property the property that holds it, such as {@code on-click-action}
 * @param node the action itself
 * @param owner what the property belongs to: the component, an option, or a list item
 * @param component the component
 */
public record FlowAction(String property, ObjectNode node, ObjectNode owner, FlowComponent component) {

    /** The properties that hold actions. */
    public static final Set<String> PROPERTIES = Set.of("on-click-action", "on-select-action", "on-unselect-action");

    /** Where components keep other components, whose actions are their own. */
    private static final Set<String> NESTED_COMPONENTS = Set.of("children", "then", "else", "cases");

    /** {@return what it does: {@code navigate}, {@code data_exchange}, {@code complete}, {@code update_data} or
     * {@code open_url}; empty text if that is missing} */
    public String name() {
        return node.text("name").orElse("");
    }

    /** {@return the screen a {@code navigate} action leads to} */
    public Optional<String> target() {
        return node.object("next").flatMap(next -> next.text("name"));
    }

    /** {@return its payload, if that is an object} */
    public Optional<ObjectNode> payload() {
        return node.object("payload");
    }

    /** {@return whether it belongs to the component itself rather than to an option or list item} */
    public boolean isOfComponent() {
        return owner.range().equals(component.node().range());
    }

    static void collect(FlowComponent component, List<FlowAction> found) {
        collect(component.node(), true, component, found);
    }

    /** Actions may stand in options, and options may stand in the payload of an action, so everything is walked. */
    static void collect(Node node, boolean isComponent, FlowComponent component, List<FlowAction> found) {
        switch (node) {
            case ObjectNode object ->
                object.members().forEach((key, member) -> {
                    if (isComponent && NESTED_COMPONENTS.contains(key)) {
                        return;
                    }
                    if (PROPERTIES.contains(key) && member.value() instanceof ObjectNode action) {
                        found.add(new FlowAction(key, action, object, component));
                    }
                    collect(member.value(), false, component, found);
                });
            case ArrayNode array -> array.items().forEach(item -> collect(item, false, component, found));
            default -> {
                // Plain values hold no actions.
            }
        }
    }
}
