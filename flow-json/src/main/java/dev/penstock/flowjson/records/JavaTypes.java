package dev.penstock.flowjson.records;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.typing.PayloadTypes;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import dev.penstock.flowjson.tree.StringNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses Java types for values of Flow JSON. */
final class JavaTypes {

    /** The type of a value: a type with a name, a list, or a record to be written beside. */
    sealed interface Value {

        /** A type that exists; imported if its name has a package. */
        record Named(String name) implements Value {}

        /** A list. */
        record Many(Value item) implements Value {}

        /** A value that may be absent. */
        record Perhaps(Value value) implements Value {}

        /** A record of its own. */
        record Fields(Map<String, Value> fields) implements Value {}
    }

    private static final Value TEXT = new Value.Named("String");
    private static final Value FLAG = new Value.Named("boolean");
    private static final Value WHOLE = new Value.Named("int");
    private static final Value NUMBER = new Value.Named("double");
    private static final Value ANYTHING = new Value.Named("Object");
    private static final Value DATE = new Value.Named("java.time.LocalDate");
    private static final Value FILES = new Value.Many(new Value.Named("java.util.Map<String, Object>"));

    private final FlowJson flow;
    private final boolean hasIsoDates;

    JavaTypes(FlowJson flow) {
        this.flow = flow;
        this.hasIsoDates = flow.version().orElse(FlowJsonVersion.RECOMMENDED).isAtLeast(FlowJsonVersion.of(5, 0));
    }

    /** The example tells whether numbers are whole. */
    Value ofData(DataModel.Property property) {
        Optional<Node> example =
                property.schema() instanceof ObjectNode schema ? schema.get("__example__") : Optional.empty();
        return of(property.type(), example);
    }

    private Value of(DataType type, Optional<Node> example) {
        return switch (type) {
            case DataType.Text text -> TEXT;
            case DataType.Flag flag -> FLAG;
            case DataType.Numeric number -> isWhole(example) ? WHOLE : NUMBER;
            case DataType.Anything anything -> ANYTHING;
            case DataType.ListOf list -> new Value.Many(boxed(of(list.items(), firstOf(example))));
            case DataType.Structure structure -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                structure.fields().forEach((name, field) -> fields.put(name, of(field, inside(example, name))));
                yield fields.isEmpty() ? new Value.Named("java.util.Map<String, Object>") : new Value.Fields(fields);
            }
        };
    }

    private static boolean isWhole(Optional<Node> example) {
        return example.filter(NumberNode.class::isInstance)
                .map(NumberNode.class::cast)
                .filter(number -> number.isWhole() && Math.abs(number.value()) <= Integer.MAX_VALUE)
                .isPresent();
    }

    private static Optional<Node> firstOf(Optional<Node> example) {
        return example.filter(ArrayNode.class::isInstance)
                .map(ArrayNode.class::cast)
                .filter(array -> !array.items().isEmpty())
                .map(array -> array.items().getFirst());
    }

    private static Optional<Node> inside(Optional<Node> example, String name) {
        return example.filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .flatMap(object -> object.get(name));
    }

    /** What any of the actions sends; what not all of them send may be absent. */
    Map<String, Value> ofPayloads(FlowScreen screen, List<FlowAction> actions) {
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (FlowAction action : actions) {
            for (Member member :
                    action.payload().map(ObjectNode::members).orElse(Map.of()).values()) {
                fields.putIfAbsent(member.key(), ofPayload(screen, member.value()));
                counts.merge(member.key(), 1, Integer::sum);
            }
        }
        fields.replaceAll((name, value) ->
                counts.getOrDefault(name, 0) < actions.size() ? new Value.Perhaps(boxed(value)) : value);
        return fields;
    }

    private Value ofPayload(FlowScreen screen, Node value) {
        if (value instanceof StringNode text
                && PropertyText.of(text.value()) instanceof PropertyText.Binding binding
                && new ReferenceResolver(flow, screen).resolve(binding.reference())
                        instanceof ReferenceResolver.Target.Found found) {
            if (found.input().isPresent() && binding.reference().path().size() == 1) {
                return ofInput(found.input().get(), found.type());
            }
            DataModel.Property property = flow.screen(
                            binding.reference().screen().orElse(screen.id()))
                    .map(owner -> owner.dataModel().properties())
                    .orElse(Map.of())
                    .get(binding.reference().name());
            if (property != null && binding.reference().path().size() == 1) {
                return ofData(property);
            }
            return of(found.type(), Optional.empty());
        }
        return of(new PayloadTypes(flow, screen).of(value), Optional.of(value));
    }

    private Value ofInput(FlowComponent input, DataType type) {
        return switch (input.type()) {
            // Whether a number arrives as a number or a text is not documented; a String takes both.
            case "TextInput" -> TEXT;
            case "DatePicker" -> hasIsoDates ? DATE : TEXT;
            case "CalendarPicker" -> type instanceof DataType.Text ? DATE : of(type, Optional.empty());
            case "PhotoPicker", "DocumentPicker" -> FILES;
            default -> of(type, Optional.empty());
        };
    }

    private static Value boxed(Value value) {
        return switch (value) {
            case Value.Named named ->
                new Value.Named(
                        switch (named.name()) {
                            case "boolean" -> "Boolean";
                            case "int" -> "Integer";
                            case "double" -> "Double";
                            default -> named.name();
                        });
            default -> value;
        };
    }
}
