package dev.penstock.postgres.internal;

import dev.penstock.json.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what a phone sent what PostgreSQL can keep: its texts know no NUL and no halves of a surrogate pair. Each
 * becomes the replacement character, so that nobody can send an answer that is not kept. And it writes out all digits
 * of a number, so one that is longer then than we read becomes a text.
 */
public final class StorableJson {

    private static final char REPLACEMENT = '\ufffd';

    private StorableJson() {}

    /** A copy, whose maps and lists are new. */
    public static Map<String, Object> of(Map<String, Object> object) {
        var copy = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> copy.put(text(key), value(value)));
        return copy;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // null is a JSON value
    private static Object value(@Nullable Object value) {
        return switch (value) {
            case String text -> text(text);
            case Map<?, ?> map -> of((Map<String, Object>) map);
            case List<?> list -> {
                var copy = new ArrayList<Object>(list.size());
                list.forEach(each -> copy.add(value(each)));
                yield copy;
            }
            case Number number -> number(number);
            case null, default -> value;
        };
    }

    private static Object number(Number number) {
        var text = number.toString();
        return new BigDecimal(text).toPlainString().length() > StrictJson.MAX_NUMBER_LENGTH ? text : number;
    }

    /** The same of one text. */
    public static String text(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                changed = changed == null ? new StringBuilder(text) : changed;
                changed.setCharAt(i, REPLACEMENT);
            }
        }
        return changed == null ? text : changed.toString();
    }
}
