package dev.penstock.internal.binding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads lists and sets. An input that was left empty may send an empty text, which is an empty list. */
record CollectionReader(Slot element, boolean isSet) implements Reader {

    @Override
    public Object read(Object value, String path) {
        if (!(value instanceof Collection<?> values)) {
            throw new Misfit(path, "it is not a list");
        }
        var elements = new ArrayList<Object>(values.size());
        for (var one : values) {
            var read = element.fill(one, path + "[" + elements.size() + "]", "it is null");
            add(elements, read);
        }
        return collection(elements);
    }

    @SuppressWarnings("NullAway") // an element may be null where its type says so
    private static void add(List<Object> elements, @org.jspecify.annotations.Nullable Object read) {
        elements.add(read);
    }

    private Object collection(List<Object> elements) {
        return isSet
                ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
                : Collections.unmodifiableList(elements);
    }

    @Override
    public Optional<Object> ofEmptyText() {
        return Optional.of(collection(List.of()));
    }

    @Override
    public Optional<Class<?>> record() {
        return element.reader().record();
    }
}
