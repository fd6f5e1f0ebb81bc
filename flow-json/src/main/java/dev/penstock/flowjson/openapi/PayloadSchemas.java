package dev.penstock.flowjson.openapi;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.typing.PayloadTypes;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.tree.BooleanNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON Schemas of what the actions of one screen send. */
final class PayloadSchemas {

    /** What a picker sends for each file; protocol sheet, section 9.1. */
    static final String PICKED_FILE = "PickedFile";

    private final FlowScreen screen;
    private final ReferenceResolver resolver;
    private final PayloadTypes types;

    PayloadSchemas(FlowJson flow, FlowScreen screen) {
        this.screen = screen;
        this.resolver = new ReferenceResolver(flow, screen);
        this.types = new PayloadTypes(flow, screen);
    }

    /** One schema for each payload that differs. */
    List<Map<String, Object>> ofActions(String name) {
        return screen.actions().stream()
                .filter(action -> action.name().equals(name))
                .map(this::ofAction)
                .distinct()
                .toList();
    }

    private Map<String, Object> ofAction(FlowAction action) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        action.payload().map(ObjectNode::members).orElse(Map.of()).forEach((name, member) -> {
            properties.put(name, ofValue(member.value()));
            if (input(member.value())
                    .map(found -> found.node().isTrue("required"))
                    .orElse(true)) {
                required.add(name);
            }
        });
        return DataSchemas.object(properties, required);
    }

    private Map<String, Object> ofValue(Node value) {
        return switch (value) {
            case StringNode text
            when PropertyText.of(text.value()) instanceof PropertyText.Plain -> DataSchemas.constant(text.value());
            case BooleanNode flag -> constant("boolean", flag.value());
            case NumberNode number -> constant("number", number.value());
            default -> input(value).flatMap(PayloadSchemas::ofInput).orElseGet(() -> DataSchemas.of(types.of(value)));
        };
    }

    private static Map<String, Object> constant(String type, Object value) {
        var schema = DataSchemas.type(type);
        schema.put("const", value);
        return schema;
    }

    private Optional<FlowComponent> input(Node value) {
        return value instanceof StringNode text
                        && PropertyText.of(text.value()) instanceof PropertyText.Binding binding
                        && binding.reference().path().size() == 1
                        && resolver.resolve(binding.reference()) instanceof ReferenceResolver.Target.Found found
                ? found.input()
                : Optional.empty();
    }

    private static Optional<Map<String, Object>> ofInput(FlowComponent input) {
        return switch (input.type()) {
            case "TextInput" -> Optional.of(ofTextInput(input));
            case "PhotoPicker", "DocumentPicker" -> {
                var schema = DataSchemas.type("array");
                schema.put("items", DataSchemas.reference(PICKED_FILE));
                yield Optional.of(schema);
            }
            default -> Optional.empty();
        };
    }

    /** Whether a number arrives as a number or a text is not documented. */
    private static Map<String, Object> ofTextInput(FlowComponent input) {
        Map<String, Object> schema = new LinkedHashMap<>();
        boolean isNumber = input.node().text("input-type").equals(Optional.of("number"));
        schema.put("type", isNumber ? List.of("string", "number") : "string");
        return schema;
    }
}
