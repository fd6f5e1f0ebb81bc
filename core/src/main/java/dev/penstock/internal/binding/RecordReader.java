package dev.penstock.internal.binding;

import java.util.Map;
import java.util.Optional;

/** Reads an object as a record. Its shape is looked at when it is needed, since records may hold themselves. */
record RecordReader(Class<?> type, Binder binder) implements Reader {

    @Override
    public Object read(Object value, String path) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new Misfit(path, "it is not an object");
        }
        return binder.shape(type).bind(fields, path);
    }

    @Override
    public Optional<Class<?>> record() {
        return Optional.of(type);
    }
}
