package dev.penstock.simulator.internal;

import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.BooleanNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NullNode;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns Flow JSON nodes into plain values, and reads plain values that came from an endpoint and may be anything. */
public final class PlainValue {

    private PlainValue() {}

    /** Copies a node as it stands. */
    public static Optional<Object> of(Node node) {
        return of(node, Optional::of);
    }

    /** Copies a node, with every text replaced by what {@code texts} makes of it; what becomes nothing is left out. */
    public static Optional<Object> of(Node node, Function<String, Optional<Object>> texts) {
        return switch (node) {
            case StringNode string -> texts.apply(string.value());
            case NumberNode number -> Optional.of(number(number));
            case BooleanNode flag -> Optional.of(flag.value());
            case NullNode nothing -> Optional.empty();
            case ArrayNode array -> {
                List<Object> items = new ArrayList<>();
                array.items().forEach(item -> of(item, texts).ifPresent(items::add));
                yield Optional.of(items);
            }
            case ObjectNode object -> Optional.of(map(object, texts));
        };
    }

    public static Map<String, Object> map(ObjectNode object, Function<String, Optional<Object>> texts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object.members().forEach((key, member) -> of(member.value(), texts).ifPresent(value -> fields.put(key, value)));
        return fields;
    }

    private static Object number(NumberNode number) {
        double value = number.value();
        return number.isWhole() && Math.abs(value) < 1e15 ? (Object) (long) value : (Object) value;
    }

    public static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    public static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    public static String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case Number number -> number.toString();
            case null, default -> "";
        };
    }

    /** A whole number, which Flow JSON also writes as text. */
    public static Optional<Integer> whole(@Nullable Object value) {
        try {
            return value instanceof Number number
                    ? Optional.of(number.intValue())
                    : value instanceof String text && !text.isBlank()
                            ? Optional.of(Integer.valueOf(text.strip()))
                            : Optional.empty();
        } catch (NumberFormatException notWhole) {
            return Optional.empty();
        }
    }

    public static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }
}
