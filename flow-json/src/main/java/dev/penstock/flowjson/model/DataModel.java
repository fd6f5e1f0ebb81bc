package dev.penstock.flowjson.model;

import dev.penstock.flowjson.text.TextRange;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The data that a screen declares: its {@code data} section. Immutable.
 *
 * @param properties what it declares, in the order of the text
 * @param required the names that must be given; the phone was observed to honour an array named {@code required}
 */
public record DataModel(Map<String, Property> properties, Set<String> required) {

    /** The model of a screen that declares nothing. */
    public static final DataModel EMPTY = new DataModel(Map.of(), Set.of());

    /**
     * One declared value.
     *
     * @param name its name
     * @param type its type
     * @param schema where it is declared
     * @param range where its name stands in the text
     */
    public record Property(String name, DataType type, Node schema, TextRange range) {}

    /** Copies both. */
    public DataModel {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        required = Set.copyOf(required);
    }

    /**
     * Reads the {@code data} section of a screen.
     *
     * @param data the section
     * @return the model
     */
    public static DataModel of(ObjectNode data) {
        Map<String, Property> properties = new LinkedHashMap<>();
        data.members().forEach((name, member) -> {
            if (!isListOfRequired(name, member.value())) {
                properties.put(
                        name, new Property(name, DataType.ofSchema(member.value()), member.value(), member.keyRange()));
            }
        });
        return new DataModel(properties, required(data));
    }

    private static Set<String> required(ObjectNode data) {
        return data.array("required").map(ArrayNode::strings).orElse(List.of()).stream()
                .map(StringNode::value)
                .collect(Collectors.toSet());
    }

    private static boolean isListOfRequired(String name, Node value) {
        return name.equals("required") && value instanceof ArrayNode;
    }

    /** {@return whether the screen declares no data} */
    public boolean isEmpty() {
        return properties.isEmpty();
    }

    /**
     * Follows a path of names into the model.
     *
     * @param path the names, one at least
     * @return the type there; nothing if a name is not declared, or the path leads into an array or a plain value
     */
    public Optional<DataType> typeAt(List<String> path) {
        Property property = properties.get(path.getFirst());
        Optional<DataType> type = Optional.ofNullable(property).map(Property::type);
        for (String name : path.subList(1, path.size())) {
            type = type.flatMap(outer -> step(outer, name));
        }
        return type;
    }

    private static Optional<DataType> step(DataType outer, String name) {
        return switch (outer) {
            case DataType.Structure structure ->
                Optional.ofNullable(structure.fields().get(name));
            case DataType.Anything anything -> Optional.of(anything);
            default -> Optional.empty();
        };
    }
}
