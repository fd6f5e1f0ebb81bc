package dev.penstock.flowjson;

import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One screen of a Flow, read leniently: what is missing or of a wrong type counts as absent. Immutable. */
public final class FlowScreen {

    private final ObjectNode node;
    private final List<FlowComponent> components;
    private final Map<String, List<FlowComponent>> byName;
    private final List<FlowAction> actions;
    private final List<FlowAction> dataActions;
    private final DataModel dataModel;

    private FlowScreen(ObjectNode node) {
        this.node = node;
        List<FlowComponent> foundComponents = new ArrayList<>();
        node.object("layout")
                .flatMap(layout -> layout.get("children"))
                .ifPresent(children -> FlowComponent.collect(children, Optional.empty(), List.of(), foundComponents));
        this.components = List.copyOf(foundComponents);
        this.byName = components.stream()
                .filter(component -> component.name().isPresent())
                .collect(Collectors.groupingBy(component -> component.name().orElseThrow()));
        List<FlowAction> foundActions = new ArrayList<>();
        components.forEach(component -> FlowAction.collect(component, foundActions));
        this.actions = List.copyOf(foundActions);
        Optional<ObjectNode> data = node.object("data");
        List<FlowAction> foundInData = new ArrayList<>();
        data.ifPresent(model ->
                FlowAction.collect(model, false, new FlowComponent(model, Optional.empty(), List.of()), foundInData));
        this.dataActions = List.copyOf(foundInData);
        this.dataModel = data.map(DataModel::of).orElse(DataModel.EMPTY);
    }

    static FlowScreen of(ObjectNode node) {
        return new FlowScreen(node);
    }

    /** {@return the screen as it stands in the document} */
    public ObjectNode node() {
        return node;
    }

    /** {@return its ID; empty text if it has none} */
    public String id() {
        return node.text("id").orElse("");
    }

    /** {@return its title, which may be a binding or a backtick expression} */
    public Optional<String> title() {
        return node.text("title");
    }

    /** {@return whether the Flow can end here} */
    public boolean isTerminal() {
        return node.isTrue("terminal");
    }

    /** {@return whether ending here counts as success; true unless the screen says otherwise} */
    public boolean isSuccess() {
        return !node.isFalse("success");
    }

    /** {@return whether leaving this screen backwards asks the endpoint} */
    public boolean refreshesOnBack() {
        return node.isTrue("refresh_on_back");
    }

    /** {@return the data it declares; empty if it declares none} */
    public DataModel dataModel() {
        return dataModel;
    }

    /** {@return what the layout holds directly, in order} */
    public List<Node> children() {
        return node.object("layout")
                .flatMap(layout -> layout.array("children"))
                .map(ArrayNode::items)
                .orElse(List.of());
    }

    /** {@return every component at every depth, outer ones before inner ones} */
    public List<FlowComponent> components() {
        return components;
    }

    /**
     * Finds an input, form or list.
     *
     * @param name its name
     * @return every component of that name; several only if they stand in different branches or the document is wrong
     */
    public List<FlowComponent> components(String name) {
        return Collections.unmodifiableList(byName.getOrDefault(name, List.of()));
    }

    /** {@return every action of its components, their options and their list items} */
    public List<FlowAction> actions() {
        return actions;
    }

    /** {@return actions in the example data: options and list items that arrive as data may bring actions along} */
    public List<FlowAction> dataActions() {
        return dataActions;
    }

    /** {@return whether anything on this screen can call the endpoint} */
    public boolean canCallEndpoint() {
        return refreshesOnBack() || exchangesData();
    }

    /** {@return whether anything on this screen sends a data exchange request} */
    public boolean exchangesData() {
        return actions.stream().anyMatch(FlowScreen::isExchange)
                || dataActions.stream().anyMatch(FlowScreen::isExchange);
    }

    private static boolean isExchange(FlowAction action) {
        return action.name().equals("data_exchange");
    }
}
