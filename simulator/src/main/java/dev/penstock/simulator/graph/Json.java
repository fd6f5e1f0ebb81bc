package dev.penstock.simulator.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks into JSON that a caller wrote: what is of another type counts as absent. */
final class Json {

    private Json() {}

    static Optional<Map<?, ?>> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    static Map<?, ?> object(Map<?, ?> map, String name) {
        @Nullable Object value = map.get(name);
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    static Stream<Map<?, ?>> objects(Map<?, ?> map, String name) {
        return list(map, name).stream().flatMap(item -> object(item).stream());
    }

    static List<?> list(Map<?, ?> map, String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    /** Empty counts as absent. */
    static Optional<String> text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
