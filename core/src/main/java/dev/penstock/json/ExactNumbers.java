package dev.penstock.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps every digit of what was read, and only that in a {@link BigDecimal} which a {@link Double} would lose. */
final class ExactNumbers {

    /** Powers of ten beyond this have no use, and a whole number made of one would fill the memory. */
    static final int MAX_EXPONENT = 1_000;

    private ExactNumbers() {}

    /** Changes the map in place. */
    static void of(Map<String, Object> object) {
        object.replaceAll((key, value) -> exact(value));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // Jackson makes maps with text keys; null is a JSON value
    private static Object exact(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case BigDecimal decimal -> {
                return exact(decimal);
            }
            case Map<?, ?> map -> of((Map<String, Object>) map);
            case List<?> list -> ((List<Object>) list).replaceAll(ExactNumbers::exact);
            default -> {}
        }
        return value;
    }

    private static Number exact(BigDecimal decimal) {
        if (Math.abs((long) decimal.scale()) > MAX_EXPONENT) {
            throw new JsonFormatException("The text is not one JSON object: a number in it has an exponent beyond %d."
                    .formatted(MAX_EXPONENT));
        }
        double nearest = decimal.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).equals(decimal)
                ? Double.valueOf(nearest)
                : decimal;
    }
}
