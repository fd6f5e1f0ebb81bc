package dev.penstock.flowjson.check;

import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.model.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares values with declared types: quickly whether they fit, and only if not, where. */
final class ValueCheck {

    private static final int MAX_DEPTH = 64;

    private ValueCheck() {}

    static boolean fits(DataType type, @Nullable Object value) {
        return switch (type) {
            case DataType.Text text -> value instanceof String;
            case DataType.Numeric number -> value instanceof Number;
            case DataType.Flag flag -> value instanceof Boolean;
            case DataType.Anything anything -> !hasNull(value, 0);
            case DataType.ListOf list -> value instanceof List<?> items && allFit(list.items(), items);
            case DataType.Structure structure -> value instanceof Map<?, ?> fields && fieldsFit(structure, fields);
        };
    }

    private static boolean allFit(DataType type, List<?> items) {
        for (Object item : items) {
            if (!fits(type, item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fieldsFit(DataType.Structure structure, Map<?, ?> values) {
        for (Map.Entry<?, ?> field : values.entrySet()) {
            if (field.getKey() instanceof String name && !fieldFits(structure, name, field.getValue())) {
                return false;
            }
        }
        for (String name : structure.required()) {
            if (!values.containsKey(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fieldFits(DataType.Structure structure, String name, @Nullable Object value) {
        DataType type = structure.fields().get(name);
        return type == null ? !hasNull(value, 0) : fits(type, value);
    }

    /** Finds the first misfit of a value that does not fit. */
    static ResponseViolation explain(DataType type, @Nullable Object value, String path) {
        if (type instanceof DataType.ListOf list && value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                if (!fits(list.items(), items.get(i))) {
                    return explain(list.items(), items.get(i), path + "[" + i + "]");
                }
            }
        }
        if (type instanceof DataType.Structure structure && value instanceof Map<?, ?> values) {
            return explainField(structure, values, path);
        }
        return new ResponseViolation(path, "Expected %s, found %s".formatted(type.describe(), kind(value)));
    }

    private static ResponseViolation explainField(DataType.Structure structure, Map<?, ?> values, String path) {
        for (Map.Entry<?, ?> field : values.entrySet()) {
            if (field.getKey() instanceof String name && !fieldFits(structure, name, field.getValue())) {
                DataType type = structure.fields().getOrDefault(name, new DataType.Anything());
                return explain(type, field.getValue(), path + "." + name);
            }
        }
        String missing = structure.required().stream()
                .filter(name -> !values.containsKey(name))
                .findFirst()
                .orElse("");
        return new ResponseViolation(path + "." + missing, "It is required, and missing");
    }

    static boolean hasNull(@Nullable Object value, int depth) {
        if (value == null || depth > MAX_DEPTH) {
            return true;
        }
        if (value instanceof List<?> items) {
            for (Object item : items) {
                if (hasNull(item, depth + 1)) {
                    return true;
                }
            }
        }
        if (value instanceof Map<?, ?> fields) {
            for (Object field : fields.values()) {
                if (hasNull(field, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "string";
            case Number number -> "number";
            case Boolean flag -> "boolean";
            case List<?> list -> "array";
            case Map<?, ?> map when hasNull(map, 0) -> "object with a null in it";
            case Map<?, ?> map -> "object";
            default -> "a value that is no JSON";
        };
    }
}
