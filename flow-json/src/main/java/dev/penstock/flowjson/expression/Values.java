package dev.penstock.flowjson.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the client was observed to turn values into booleans, numbers and text. */
final class Values {

    private static final int MAX_NUMERIC_TEXT = 40;

    private Values() {}

    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isEmpty() && !text.equals("false");
            default -> true;
        };
    }

    static Optional<Double> number(@Nullable Object value) {
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        if (value instanceof String text && text.length() <= MAX_NUMERIC_TEXT && !text.isBlank()) {
            try {
                return Optional.of(Double.valueOf(text.strip()));
            } catch (NumberFormatException notNumeric) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static double numberOrZero(@Nullable Object value) {
        return number(value).filter(Double::isFinite).orElse(0.0);
    }

    static boolean areEqual(@Nullable Object left, @Nullable Object right) {
        if (isEmpty(left) || isEmpty(right)) {
            return isEmpty(left) && isEmpty(right);
        }
        if (left instanceof Number || right instanceof Number) {
            Optional<Double> number = number(left);
            return number.isPresent() && number.equals(number(right));
        }
        return Objects.equals(left, right);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.equals("");
    }

    static double rounded(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue()
                : 0;
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number
            when Double.isFinite(number.doubleValue()) ->
                BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }
}
