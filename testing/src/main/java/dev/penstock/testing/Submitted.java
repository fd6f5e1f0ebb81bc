package dev.penstock.testing;

import dev.penstock.FlowData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person submits, as JSON values. */
final class Submitted {

    private Submitted() {}

    /** Of a map or a record; a map may hold nulls, as what phones send may. */
    @SuppressWarnings("NullAway") // a map of JSON values, where null is one
    static Map<String, Object> data(Object source) {
        Objects.requireNonNull(source, "data");
        if (!(source instanceof Map<?, ?> map)) {
            return FlowData.from(source).asMap();
        }
        var data = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> data.put(String.valueOf(name), json(value)));
        return data;
    }

    private static @Nullable Object json(@Nullable Object value) {
        return value == null
                ? null
                : FlowData.from(Map.of("value", value)).asMap().get("value");
    }
}
