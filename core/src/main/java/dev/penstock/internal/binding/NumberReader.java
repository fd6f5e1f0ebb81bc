package dev.penstock.internal.binding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads numbers, and texts that are numbers, without losing anything: no digit, no fraction, no overflow. */
record NumberReader(String expected, Function<BigDecimal, Object> conversion) implements Reader {

    private static final Pattern TEXT = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
    private static final int MAX_DIGITS = 1_000;

    private static final Map<Class<?>, NumberReader> ALL = Map.ofEntries(
            Map.entry(byte.class, whole("byte", BigDecimal::byteValueExact)),
            Map.entry(Byte.class, whole("byte", BigDecimal::byteValueExact)),
            Map.entry(short.class, whole("short", BigDecimal::shortValueExact)),
            Map.entry(Short.class, whole("short", BigDecimal::shortValueExact)),
            Map.entry(int.class, whole("int", BigDecimal::intValueExact)),
            Map.entry(Integer.class, whole("int", BigDecimal::intValueExact)),
            Map.entry(long.class, whole("long", BigDecimal::longValueExact)),
            Map.entry(Long.class, whole("long", BigDecimal::longValueExact)),
            Map.entry(BigInteger.class, new NumberReader("a whole number", BigDecimal::toBigIntegerExact)),
            Map.entry(float.class, new NumberReader("a number", NumberReader::finiteFloat)),
            Map.entry(Float.class, new NumberReader("a number", NumberReader::finiteFloat)),
            Map.entry(double.class, new NumberReader("a number", NumberReader::finiteDouble)),
            Map.entry(Double.class, new NumberReader("a number", NumberReader::finiteDouble)),
            Map.entry(BigDecimal.class, new NumberReader("a number", number -> number)),
            Map.entry(Number.class, new NumberReader("a number", number -> number)));

    static Optional<Reader> of(Class<?> type) {
        return Optional.ofNullable(ALL.get(type));
    }

    private static NumberReader whole(String type, Function<BigDecimal, Object> conversion) {
        return new NumberReader("a whole number within the range of " + type, conversion);
    }

    @Override
    public Object read(Object value, String path) {
        try {
            var number = exact(value);
            if (number.isPresent()) {
                return conversion.apply(number.get());
            }
        } catch (ArithmeticException lossy) {
            // As what is no number at all.
        }
        throw new Misfit(path, "it is not " + expected);
    }

    private static Optional<BigDecimal> exact(Object value) {
        return switch (value) {
            case BigDecimal decimal -> bounded(decimal);
            case BigInteger whole -> bounded(new BigDecimal(whole));
            case Double number when Double.isFinite(number) -> Optional.of(BigDecimal.valueOf(number));
            case Float number when Float.isFinite(number) -> Optional.of(new BigDecimal(number.toString()));
            case Number number
            when number instanceof Integer
                    || number instanceof Long
                    || number instanceof Short
                    || number instanceof Byte -> Optional.of(BigDecimal.valueOf(number.longValue()));
            case String text -> parsed(text.strip());
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> parsed(String text) {
        return text.length() <= MAX_DIGITS && TEXT.matcher(text).matches()
                ? bounded(new BigDecimal(text))
                : Optional.empty();
    }

    /** A power of ten with a huge exponent would fill the memory when written out. */
    private static Optional<BigDecimal> bounded(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS
                ? Optional.of(number)
                : Optional.empty();
    }

    private static Object finiteDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        if (!Double.isFinite(nearest)) {
            throw new ArithmeticException();
        }
        return nearest;
    }

    private static Object finiteFloat(BigDecimal number) {
        float nearest = number.floatValue();
        if (!Float.isFinite(nearest)) {
            throw new ArithmeticException();
        }
        return nearest;
    }
}
