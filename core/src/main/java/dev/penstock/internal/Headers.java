package dev.penstock.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for headers whatever holds them: one text or several, in any case, or nothing. */
public final class Headers {

    private Headers() {}

    /**
     * The value of a header; several are joined by a comma, which is what they mean in HTTP (RFC 9110, section 5.3).
     *
     * @param lookup gives a text, an {@code Optional}, an {@code Iterable} or an {@code Enumeration} of texts, an array
     *     of them, or {@code null}
     * @param name of the header, as it is usually written
     * @return the value, empty if there is none
     */
    public static String value(Function<String, ? extends @Nullable Object> lookup, String name) {
        var usual = values(lookup.apply(name));
        var lower = values(lookup.apply(name.toLowerCase(Locale.ROOT)));
        // A map that knows of case, as that of an HTTP/2 proxy, may hold either, or both.
        if (!usual.isEmpty() && !lower.isEmpty() && !usual.equals(lower)) {
            usual.addAll(lower);
        }
        return String.join(", ", usual.isEmpty() ? lower : usual);
    }

    private static List<String> values(@Nullable Object found) {
        var values = new ArrayList<String>();
        switch (found) {
            case null -> {}
            case CharSequence text -> values.add(text.toString());
            case Optional<?> optional -> optional.ifPresent(value -> values.addAll(values(value)));
            case Iterable<?> several -> several.forEach(value -> values.addAll(values(value)));
            case Enumeration<?> several -> values.addAll(values(Collections.list(several)));
            case Object[] several -> values.addAll(values(Arrays.asList(several)));
            default ->
                throw new IllegalArgumentException(
                        ("The lookup of a header gave an object of %s: it gives a text," + " several texts, or null.")
                                .formatted(found.getClass().getName()));
        }
        return values;
    }
}
