package dev.penstock.flowjson.model;

import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A type of the JSON Schema subset in which Flow JSON declares the data of a screen. Immutable. */
public sealed interface DataType {

    /** {@return the type in words, such as {@code array of object}} */
    String describe();

    /** A string. */
    record Text() implements DataType {
        @Override
        public String describe() {
            return "string";
        }
    }

    /** A number. */
    record Numeric() implements DataType {
        @Override
        public String describe() {
            return "number";
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements DataType {
        @Override
        public String describe() {
            return "boolean";
        }
    }

    /** Not declared, or declared in a way that says nothing: everything fits. */
    record Anything() implements DataType {
        @Override
        public String describe() {
            return "any";
        }
    }

    /**
     * An array.
     *
     * @param items the type of each item
     */
    record ListOf(DataType items) implements DataType {
        @Override
        public String describe() {
            return items instanceof Anything ? "array" : "array of " + items.describe();
        }
    }

    /**
     * An object. Fields that are not declared are allowed, as the phone allows them.
     *
     * @param fields the declared fields in the order of the text
     * @param required the fields that must be there
     */
    record Structure(Map<String, DataType> fields, Set<String> required) implements DataType {

        /** Copies both. */
        public Structure {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            required = Collections.unmodifiableSet(new LinkedHashSet<>(required));
        }

        @Override
        public String describe() {
            return "object";
        }
    }

    /**
     * Reads a schema.
     *
     * @param schema a schema of the {@code data} section
     * @return its type; {@link Anything} for what is no schema
     */
    static DataType ofSchema(Node schema) {
        if (!(schema instanceof ObjectNode object)) {
            return new Anything();
        }
        return switch (object.text("type").orElse("")) {
            case "string" -> new Text();
            case "number", "integer" -> new Numeric();
            case "boolean" -> new Flag();
            case "array" ->
                new ListOf(object.get("items").map(DataType::ofSchema).orElseGet(Anything::new));
            case "object" -> structure(object);
            default -> new Anything();
        };
    }

    private static Structure structure(ObjectNode schema) {
        Map<String, DataType> fields = new LinkedHashMap<>();
        schema.object("properties")
                .ifPresent(properties ->
                        properties.members().forEach((name, member) -> fields.put(name, ofSchema(member.value()))));
        return new Structure(fields, required(schema));
    }

    private static Set<String> required(ObjectNode schema) {
        return schema.array("required").map(ArrayNode::strings).stream()
                .flatMap(names -> names.stream().map(StringNode::value))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
