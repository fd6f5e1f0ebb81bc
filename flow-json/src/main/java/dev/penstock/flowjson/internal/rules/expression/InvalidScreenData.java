package dev.penstock.flowjson.internal.rules.expression;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.BooleanNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.Optional;
import java.util.Set;

/** INVALID_SCREEN_DATA: the schemas of a screen's data, and their examples. */
final class InvalidScreenData implements Rule {

    private static final String CODE = "INVALID_SCREEN_DATA";
    private static final String EXAMPLE = "__example__";
    private static final Set<String> TYPES = Set.of("string", "number", "boolean", "object", "array");

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            for (DataModel.Property property : screen.dataModel().properties().values()) {
                checkProperty(property, findings);
            }
        }
    }

    private static void checkProperty(DataModel.Property property, Findings findings) {
        if (!(property.schema() instanceof ObjectNode schema)) {
            findings.error(
                    CODE,
                    property.schema(),
                    "Each entry of data is a schema, such as {\"type\": \"string\", \"__example__\": \"…\"}.");
            return;
        }
        checkSchema(schema, findings);
        Optional<Node> example = schema.get(EXAMPLE);
        if (example.isEmpty()) {
            findings.error(CODE, schema, "The entry needs an __example__, which the preview shows. Add it.");
        } else {
            ExampleCheck.mismatch(example.get(), property.type())
                    .ifPresent(wrong -> findings.error(CODE, wrong.node(), wrong.message()));
        }
    }

    private static void checkSchema(ObjectNode schema, Findings findings) {
        Optional<Node> type = schema.get("type");
        if (type.isEmpty()) {
            findings.error(CODE, schema, "The schema needs a type: string, number, boolean, object or array. Add it.");
            return;
        }
        if (!(type.get() instanceof StringNode name) || !TYPES.contains(name.value())) {
            findings.error(CODE, type.get(), "The type must be string, number, boolean, object or array.");
            return;
        }
        if (name.value().equals("array")) {
            checkItems(schema, findings);
        }
        if (name.value().equals("object")) {
            checkProperties(schema, findings);
        }
    }

    private static void checkItems(ObjectNode schema, Findings findings) {
        Optional<Node> items = schema.get("items");
        if (items.isEmpty()) {
            findings.error(CODE, schema, "An array needs items: the schema of what it holds. Add it.");
        } else if (items.get() instanceof ObjectNode inner) {
            checkInner(inner, findings);
        } else if (!(items.get() instanceof BooleanNode)) {
            findings.error(CODE, items.get(), "items must be a schema.");
        }
    }

    private static void checkProperties(ObjectNode schema, Findings findings) {
        Optional<Node> properties = schema.get("properties");
        if (properties.isPresent() && properties.get() instanceof ObjectNode declared) {
            declared.members().values().forEach(member -> {
                if (member.value() instanceof ObjectNode inner) {
                    checkInner(inner, findings);
                } else {
                    findings.error(CODE, member.value(), "A property must be declared by a schema.");
                }
            });
        } else if (properties.isPresent()) {
            findings.error(CODE, properties.get(), "properties must be an object of schemas.");
        }
    }

    private static void checkInner(ObjectNode schema, Findings findings) {
        schema.member(EXAMPLE)
                .ifPresent(example -> findings.error(
                        CODE, example, "An __example__ stands at the top of an entry only. Move it up."));
        checkSchema(schema, findings);
    }

    /** Compares an example with its schema. */
    private static final class ExampleCheck {

        private record Wrong(Node node, String message) {}

        private static Optional<Wrong> mismatch(Node value, DataType type) {
            return switch (type) {
                case DataType.ListOf list
                when value instanceof ArrayNode array ->
                    array.items().stream()
                            .flatMap(item -> mismatch(item, list.items()).stream())
                            .findFirst();
                case DataType.Structure structure
                when value instanceof ObjectNode object -> inFields(object, structure);
                default ->
                    fits(value, type)
                            ? Optional.empty()
                            : Optional.of(new Wrong(
                                    value,
                                    "The __example__ has %s where the schema says %s. Correct one of the two."
                                            .formatted(value.kind(), type.describe())));
            };
        }

        private static Optional<Wrong> inFields(ObjectNode object, DataType.Structure structure) {
            for (String name : structure.required()) {
                if (!object.has(name)) {
                    return Optional.of(new Wrong(
                            object, "The __example__ lacks the required %s. Add it.".formatted(Excerpt.of(name))));
                }
            }
            return structure.fields().entrySet().stream()
                    .flatMap(field -> object.get(field.getKey()).stream()
                            .flatMap(value -> mismatch(value, field.getValue()).stream()))
                    .findFirst();
        }

        private static boolean fits(Node value, DataType type) {
            return switch (type) {
                case DataType.Text text -> value.kind().equals("string");
                case DataType.Numeric number -> value.kind().equals("number");
                case DataType.Flag flag -> value.kind().equals("boolean");
                case DataType.Anything anything -> true;
                case DataType.ListOf list -> false;
                case DataType.Structure structure -> false;
            };
        }
    }
}
