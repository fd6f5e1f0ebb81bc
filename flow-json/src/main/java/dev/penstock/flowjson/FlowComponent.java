package dev.penstock.flowjson;

import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One component of a screen and where it is placed.
 *
 * @param node the component itself
 * @param form the {@code Form} around it, if there is one
 * @param branches the branches of {@code If} and {@code Switch} around it, outermost first
 */
public record FlowComponent(ObjectNode node, Optional<ObjectNode> form, List<Branch> branches) {

    /**
     * One branch of an {@code If} or {@code Switch}.
     *
     * @param owner the {@code If} or {@code Switch}
     * @param name {@code then}, {@code else}, or the case
     */
    public record Branch(ObjectNode owner, String name) {}

    /** Copies the list. */
    public FlowComponent {
        branches = List.copyOf(branches);
    }

    /** {@return its type, such as {@code TextInput}; empty text if it has none} */
    public String type() {
        return node.text("type").orElse("");
    }

    /** {@return its name; only inputs, forms and navigation lists have one} */
    public Optional<String> name() {
        return node.text("name");
    }

    /** Collects the components below a list of children, outer ones before inner ones. */
    static void collect(Node children, Optional<ObjectNode> form, List<Branch> branches, List<FlowComponent> found) {
        if (!(children instanceof ArrayNode array)) {
            return;
        }
        for (ObjectNode child : array.objects()) {
            var component = new FlowComponent(child, form, branches);
            found.add(component);
            child.get("children").ifPresent(inner -> collect(inner, formOf(component), branches, found));
            child.get("then").ifPresent(then -> collect(then, form, within(branches, child, "then"), found));
            child.get("else").ifPresent(other -> collect(other, form, within(branches, child, "else"), found));
            child.object("cases")
                    .ifPresent(cases -> cases.members()
                            .forEach((name, member) ->
                                    collect(member.value(), form, within(branches, child, name), found)));
        }
    }

    private static Optional<ObjectNode> formOf(FlowComponent component) {
        return component.type().equals("Form") ? Optional.of(component.node()) : component.form();
    }

    private static List<Branch> within(List<Branch> branches, ObjectNode owner, String name) {
        List<Branch> inner = new ArrayList<>(branches);
        inner.add(new Branch(owner, name));
        return inner;
    }
}
