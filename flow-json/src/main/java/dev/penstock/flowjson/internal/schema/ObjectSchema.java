package dev.penstock.flowjson.internal.schema;

import dev.penstock.flowjson.FlowJsonVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One table: an object of Flow JSON with its properties. */
public record ObjectSchema(String name, FlowJsonVersion since, Map<String, Property> properties) {

    public ObjectSchema {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    public static ObjectSchema of(String name, Property... properties) {
        return new ObjectSchema(name, Property.ALWAYS, table(properties));
    }

    public static ObjectSchema component(String name, Property... properties) {
        return since(1, 0, name, properties);
    }

    public static ObjectSchema since(int major, int minor, String name, Property... properties) {
        Map<String, Property> table = table(Property.fixed("type", Kind.TEXT).required());
        table.putAll(table(properties));
        return new ObjectSchema(name, FlowJsonVersion.of(major, minor), table);
    }

    private static Map<String, Property> table(Property... properties) {
        Map<String, Property> table = new LinkedHashMap<>();
        for (Property property : properties) {
            table.put(property.name(), property);
        }
        return table;
    }

    public Optional<Property> property(String key) {
        return Optional.ofNullable(properties.get(key));
    }
}
