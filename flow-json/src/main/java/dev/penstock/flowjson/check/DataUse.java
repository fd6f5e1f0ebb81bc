package dev.penstock.flowjson.check;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.schema.ObjectSchema;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place where a component shows what the screen's data holds, so that the documented limits of the component hold
 * for the data: how long a text, how many options, which pictures.
 *
 * @param path the names that lead to the value, the first of them declared by the screen
 * @param place the same, to be told
 * @param property the property that shows it
 * @param component the component
 * @param limits the limits of this Flow's version
 */
record DataUse(List<String> path, Place place, Property property, FlowComponent component, ComponentLimits limits) {

    private static final FlowJsonVersion SMALLER_PICTURES = FlowJsonVersion.of(6, 0);

    static List<DataUse> of(FlowScreen screen, FlowJson flow) {
        boolean isSmall = flow.version().orElse(FlowJsonVersion.RECOMMENDED).isAtLeast(SMALLER_PICTURES);
        var limits = new ComponentLimits(isSmall ? 100 : 300);
        List<DataUse> uses = new ArrayList<>();
        for (FlowComponent component : screen.components()) {
            Schemas.component(component.type())
                    .ifPresent(schema -> collect(component.node(), schema, component, limits, uses));
        }
        return List.copyOf(uses);
    }

    private static DataUse use(List<String> path, Property property, FlowComponent component, ComponentLimits limits) {
        return new DataUse(path, Place.of("data." + String.join(".", path)), property, component, limits);
    }

    /** The names of the screen's own data that a text is bound to. */
    static Optional<List<String>> bound(StringNode text) {
        return PropertyText.of(text.value()) instanceof PropertyText.Binding binding
                        && binding.reference().source() == Source.DATA
                        && binding.reference().screen().isEmpty()
                ? Optional.of(binding.reference().path())
                : Optional.empty();
    }

    private static void collect(
            ObjectNode node, ObjectSchema schema, FlowComponent component, ComponentLimits limits, List<DataUse> uses) {
        for (Property property : schema.properties().values()) {
            Node value = node.get(property.name()).orElse(null);
            switch (value) {
                case StringNode text
                when ComponentLimits.isMeasured(property) ->
                    bound(text).ifPresent(path -> uses.add(use(path, property, component, limits)));
                case ObjectNode object
                when property.nested().isPresent() ->
                    collect(object, property.nested().get(), component, limits, uses);
                case ArrayNode array
                when property.nested().isPresent() ->
                    array.objects()
                            .forEach(item -> collect(item, property.nested().get(), component, limits, uses));
                case null, default -> {
                    // Nothing that data is shown in.
                }
            }
        }
    }

    void check(Map<String, ?> data, Violations found) {
        @Nullable Object value = data;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        if (value != null) {
            limits.check(property, value, place, component, data, found);
        }
    }
}
