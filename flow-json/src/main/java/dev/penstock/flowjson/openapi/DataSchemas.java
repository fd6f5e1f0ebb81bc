package dev.penstock.flowjson.openapi;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON Schemas of what screens are given, and of types of Flow JSON. */
final class DataSchemas {

    private DataSchemas() {}

    /**
     * The data of an answer that shows the screen. Phones were seen to refuse an answer that leaves out what the screen
     * declares, unless the screen names in an array {@code required} what is needed.
     */
    static Map<String, Object> ofScreen(FlowScreen screen) {
        var model = screen.dataModel();
        Map<String, Object> properties = new LinkedHashMap<>();
        model.properties().forEach((name, property) -> properties.put(name, ofProperty(property)));
        properties.putIfAbsent(
                "error_message",
                described(type("string"), "A text that the phone shows on the screen for a short while."));
        boolean saysWhatIsRequired = screen.node()
                .object("data")
                .flatMap(data -> data.array("required"))
                .isPresent();
        return object(
                properties,
                saysWhatIsRequired ? model.required() : model.properties().keySet());
    }

    private static Map<String, Object> ofProperty(DataModel.Property property) {
        var schema = of(property.type());
        if (property.schema() instanceof ObjectNode declared) {
            declared.get("__example__")
                    .map(PlainValues::of)
                    .ifPresent(example -> schema.put("examples", List.of(example)));
        }
        return schema;
    }

    static Map<String, Object> of(DataType type) {
        return switch (type) {
            case DataType.Text text -> type("string");
            case DataType.Numeric number -> type("number");
            case DataType.Flag flag -> type("boolean");
            case DataType.Anything anything -> new LinkedHashMap<>();
            case DataType.ListOf list -> {
                var schema = type("array");
                schema.put("items", of(list.items()));
                yield schema;
            }
            case DataType.Structure structure -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                structure.fields().forEach((name, field) -> properties.put(name, of(field)));
                yield object(properties, structure.required());
            }
        };
    }

    static Map<String, Object> type(String name) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", name);
        return schema;
    }

    static Map<String, Object> constant(String value) {
        var schema = type("string");
        schema.put("const", value);
        return schema;
    }

    static Map<String, Object> described(Map<String, Object> schema, String description) {
        schema.put("description", description);
        return schema;
    }

    static Map<String, Object> object(Map<String, Object> properties, Set<String> required) {
        var schema = type("object");
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.put("required", new ArrayList<>(required));
        }
        return schema;
    }

    static Map<String, Object> reference(String name) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$ref", "#/components/schemas/" + name);
        return schema;
    }
}
