package dev.penstock.testing;

import dev.penstock.FlowData;
import dev.penstock.json.StrictJson;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON values as an answer brings them. */
final class JsonValues {

    private JsonValues() {}

    /** What a value becomes in an answer: a record is an object, a date a text. */
    static Object of(Object value) {
        return Objects.requireNonNull(
                FlowData.from(Map.of("value", value)).asMap().get("value"));
    }

    /** Whether two values are one in JSON, where {@code 1} and {@code 1.0} are. */
    static boolean areEqual(@Nullable Object one, Object other) {
        return one != null && java.util.Arrays.equals(canonical(one), canonical(other));
    }

    private static byte[] canonical(Object value) {
        return StrictJson.writeCanonical(Map.of("value", value));
    }

    @SuppressWarnings("unchecked") // the strict reader makes maps with text keys only
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? Collections.unmodifiableMap((Map<String, Object>) object) : Map.of();
    }
}
