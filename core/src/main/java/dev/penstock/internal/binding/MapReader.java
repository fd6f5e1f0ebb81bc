package dev.penstock.internal.binding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an object whose keys are data, such as a text by the name of an input. The keys are not named anywhere. */
record MapReader(Reader key, Slot value) implements Reader {

    /** A key of data, which is not named. */
    static final String A_KEY = "(a key)";

    @Override
    public Object read(Object read, String path) {
        if (!(read instanceof Map<?, ?> entries)) {
            throw new Misfit(path, "it is not an object");
        }
        var map = new LinkedHashMap<Object, Object>();
        for (var entry : entries.entrySet()) {
            var at = path + "." + A_KEY;
            var name = key.read(String.valueOf(entry.getKey()), at);
            if (map.containsKey(name)) {
                throw new Misfit(at, "it comes twice");
            }
            put(map, name, value.fill(entry.getValue(), at, "it is null"));
        }
        return Collections.unmodifiableMap(map);
    }

    @SuppressWarnings("NullAway") // a value may be null where its type says so
    private static void put(Map<Object, Object> map, Object key, @Nullable Object value) {
        map.put(key, value);
    }

    @Override
    public Optional<Class<?>> record() {
        return value.reader().record();
    }
}
