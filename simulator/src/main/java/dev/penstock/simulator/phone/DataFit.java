package dev.penstock.simulator.phone;

import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.text.TextRange;
import dev.penstock.simulator.internal.PlainValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether data fits the model of a screen: undeclared names are allowed, and a screen without a model takes no data.
 */
final class DataFit {

    /** What does not fit, and where the Flow JSON declares it. */
    record Misfit(String text, Optional<TextRange> where) {}

    private DataFit() {}

    /**
     * Compares.
     *
     * @param model what the screen declares
     * @param answered what the answer brings
     * @param data what the screen has with it
     * @param needed the names that must be there
     */
    static Optional<Misfit> of(
            DataModel model, Map<String, Object> answered, Map<String, Object> data, Set<String> needed) {
        if (model.isEmpty()) {
            return answered.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Misfit("The screen declares no data, but the answer brings some.", Optional.empty()));
        }
        for (DataModel.Property property : model.properties().values()) {
            boolean isMissing = !data.containsKey(property.name());
            if (isMissing && needed.contains(property.name())) {
                return misfit(property, "'%s' is missing.".formatted(property.name()));
            }
            Optional<String> wrong = isMissing ? Optional.empty() : wrong(property, data.get(property.name()));
            if (wrong.isPresent()) {
                return misfit(property, wrong.get());
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the type of one value. */
    static Optional<String> wrong(DataModel.Property property, @Nullable Object value) {
        return wrong(property.type(), value, property.name());
    }

    private static Optional<Misfit> misfit(DataModel.Property property, String text) {
        return Optional.of(new Misfit(text, Optional.of(property.range())));
    }

    private static Optional<String> wrong(DataType type, @Nullable Object value, String path) {
        boolean fits = switch (type) {
            case DataType.Text text -> value instanceof String;
            case DataType.Numeric number -> value instanceof Number;
            case DataType.Flag flag -> value instanceof Boolean;
            case DataType.Anything anything -> true;
            case DataType.ListOf list -> value instanceof List<?>;
            case DataType.Structure structure -> value instanceof Map<?, ?>;
        };
        if (!fits) {
            return Optional.of("'%s' must be of type %s, but is %s.".formatted(path, type.describe(), kindOf(value)));
        }
        return switch (type) {
            case DataType.ListOf list -> wrongItem(list, PlainValue.list(value), path);
            case DataType.Structure structure -> wrongField(structure, PlainValue.map(value), path);
            default -> Optional.empty();
        };
    }

    private static Optional<String> wrongItem(DataType.ListOf list, List<?> items, String path) {
        for (int i = 0; i < items.size(); i++) {
            Optional<String> wrong = wrong(list.items(), items.get(i), path + "[" + i + "]");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongField(DataType.Structure structure, Map<?, ?> fields, String path) {
        for (Map.Entry<String, DataType> declared : structure.fields().entrySet()) {
            String name = declared.getKey();
            if (!fields.containsKey(name)) {
                if (structure.required().contains(name)) {
                    return Optional.of("'%s.%s' is missing.".formatted(path, name));
                }
                continue;
            }
            Optional<String> wrong = wrong(declared.getValue(), fields.get(name), path + "." + name);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static String kindOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "string";
            case Number number -> "number";
            case Boolean flag -> "boolean";
            case List<?> list -> "array";
            default -> "object";
        };
    }
}
