package dev.penstock.internal.binding;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code Optional} and its three relatives for numbers. */
final class OptionalTypes {

    private static final Map<Class<?>, Class<?>> NUMBERS =
            Map.of(OptionalInt.class, int.class, OptionalLong.class, long.class, OptionalDouble.class, double.class);

    private OptionalTypes() {}

    /** The number in an {@code OptionalInt}, {@code OptionalLong} or {@code OptionalDouble}. */
    static Optional<Class<?>> number(Class<?> type) {
        return Optional.ofNullable(NUMBERS.get(type));
    }

    /** A reader whose values are wrapped in one of the three. */
    record OfNumber(Reader number, Class<?> type) implements Reader {

        @Override
        public Object read(Object value, String path) {
            var read = number.read(value, path);
            return switch (read) {
                case Integer whole -> OptionalInt.of(whole);
                case Long whole -> OptionalLong.of(whole);
                case Double fraction -> OptionalDouble.of(fraction);
                default -> throw new IllegalStateException("There is no optional for " + type.getName() + ".");
            };
        }

        Object empty() {
            if (type == OptionalInt.class) {
                return OptionalInt.empty();
            }
            return type == OptionalLong.class ? OptionalLong.empty() : OptionalDouble.empty();
        }
    }

    static Object empty(Reader reader) {
        return reader instanceof OfNumber number ? number.empty() : Optional.empty();
    }

    static Object of(Reader reader, Object read) {
        return reader instanceof OfNumber ? read : Optional.of(read);
    }
}
