package dev.penstock.flowjson.internal.rules;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.ObjectSchema;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The document under check, with every object in it paired with the table that describes it. */
public final class Document {

    /** One object and its table, and where it belongs. */
    public record Described(
            ObjectNode node, ObjectSchema schema, Optional<FlowScreen> screen, Optional<FlowComponent> component) {

        public boolean isInForm() {
            return component.filter(owner -> owner.form().isPresent()).isPresent();
        }
    }

    private static final int MAX_COMPONENTS = 15_000;

    private final FlowJson flow;
    private final Strictness strictness;
    private final FlowJsonVersion version;
    private final List<Described> objects = new ArrayList<>();

    public Document(FlowJson flow, Strictness strictness) {
        this.flow = flow;
        this.strictness = strictness;
        // A document without a usable version is still checked, against the version its author should choose.
        this.version = flow.version().filter(FlowJsonVersion.KNOWN::contains).orElse(FlowJsonVersion.RECOMMENDED);
        if (!isAbsurdlyLarge()) {
            describe();
        }
    }

    /** Far beyond 100 screens of 100 components; the counts have told it already. */
    public boolean isAbsurdlyLarge() {
        long components = flow.screens().stream()
                .mapToLong(screen -> screen.components().size())
                .sum();
        return components > MAX_COMPONENTS;
    }

    public FlowJson flow() {
        return flow;
    }

    public Strictness strictness() {
        return strictness;
    }

    public FlowJsonVersion version() {
        return version;
    }

    public boolean isAtLeast(int major, int minor) {
        return version.isAtLeast(FlowJsonVersion.of(major, minor));
    }

    public List<Described> objects() {
        return objects;
    }

    private void describe() {
        objects.add(new Described(flow.root(), Schemas.DOCUMENT, Optional.empty(), Optional.empty()));
        for (FlowScreen screen : flow.screens()) {
            Optional<FlowScreen> here = Optional.of(screen);
            objects.add(new Described(screen.node(), Schemas.SCREEN, here, Optional.empty()));
            screen.node()
                    .object("layout")
                    .ifPresent(layout -> objects.add(new Described(layout, Schemas.LAYOUT, here, Optional.empty())));
            for (FlowComponent component : screen.components()) {
                Schemas.component(component.type())
                        .ifPresent(schema ->
                                describe(new Described(component.node(), schema, here, Optional.of(component))));
            }
        }
    }

    private void describe(Described outer) {
        objects.add(outer);
        for (Property property : outer.schema().properties().values()) {
            Optional<Node> value = outer.node().get(property.name());
            if (property.kind() == Kind.ACTION) {
                value.filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .ifPresent(action -> describe(within(
                                outer,
                                action,
                                Schemas.action(action.text("name").orElse("")))));
            } else if (property.nested().isPresent()) {
                ObjectSchema nested = property.nested().get();
                value.ifPresent(node -> objectsOf(node).forEach(inner -> describe(within(outer, inner, nested))));
            }
        }
    }

    private static List<ObjectNode> objectsOf(Node node) {
        return switch (node) {
            case ObjectNode object -> List.of(object);
            case ArrayNode array -> array.objects();
            default -> List.of();
        };
    }

    private static Described within(Described outer, ObjectNode node, ObjectSchema schema) {
        return new Described(node, schema, outer.screen(), outer.component());
    }
}
