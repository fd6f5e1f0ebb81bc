package dev.penstock.json;

import dev.penstock.internal.LosslessUtf8;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON values so that equal ones have equal bytes and others have others: keys are sorted, a number is its exact
 * decimal value however it was written, and a lone surrogate is itself and no question mark.
 */
final class CanonicalJson {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    static byte[] write(Map<String, Object> object) {
        var writer = new CanonicalJson();
        writer.value(object);
        return LosslessUtf8.encode(writer.out.toString());
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> text(text);
            case Boolean bool -> out.append(bool.booleanValue());
            case Number number -> number(number);
            case Map<?, ?> map -> object(map);
            case Collection<?> items -> array(items);
            default -> throw notJson();
        }
    }

    private void object(Map<?, ?> map) {
        var sorted = new TreeMap<String, Object>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw notJson();
            }
            sorted.put(key, entry.getValue());
        }
        char before = '{';
        for (var entry : sorted.entrySet()) {
            out.append(before);
            before = ',';
            text(entry.getKey());
            out.append(':');
            value(entry.getValue());
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private void array(Collection<?> items) {
        char before = '[';
        for (var item : items) {
            out.append(before);
            before = ',';
            value(item);
        }
        out.append(items.isEmpty() ? "[]" : "]");
    }

    /** The digits without zeros at their end, and a power of ten; never more digits than the number was given with. */
    private void number(Number number) {
        BigDecimal value;
        try {
            value = new BigDecimal(number.toString()).stripTrailingZeros();
        } catch (NumberFormatException notFinite) {
            throw notJson();
        }
        out.append(value.unscaledValue());
        if (value.scale() != 0) {
            out.append('E').append(-(long) value.scale());
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || LosslessUtf8.isLoneSurrogate(text, i)) {
                escape(c);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    private static IllegalArgumentException notJson() {
        return new IllegalArgumentException(
                "The value cannot be written as JSON: it holds something that is no JSON value.");
    }
}
