package dev.penstock.internal.binding;

import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JacksonModule;

/**
 * Binds data: to records by rules of our own, and to other types with modules of Jackson, where there are any.
 * Thread-safe.
 */
public final class Binder {

    /** Knows records and what the JDK has, and nothing else. */
    public static final Binder OF_RECORDS = new Binder(List.of());

    private final Optional<JacksonTypes> others;

    private final ClassValue<RecordShape> shapes = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type, Binder.this);
        }
    };

    private final ClassValue<Reader> classes = new ClassValue<>() {
        @Override
        protected Reader computeValue(Class<?> type) {
            try {
                return other(type).orElseThrow();
            } catch (UnfitShape unfit) {
                throw new IllegalArgumentException("The data %s.".formatted(unfit.getMessage()));
            }
        }
    };

    private Binder(List<JacksonModule> modules) {
        others = modules.isEmpty() ? Optional.empty() : Optional.of(new JacksonTypes(modules, this));
    }

    /** One that reads with modules what is not known without them. */
    public static Binder with(List<JacksonModule> modules) {
        return modules.isEmpty() ? OF_RECORDS : new Binder(modules);
    }

    RecordShape shape(Class<?> type) {
        return shapes.get(type);
    }

    /** What reads a type that is not known without modules. */
    Optional<Reader> other(Type type) {
        return others.map(jackson -> jackson.reader(type));
    }

    /**
     * Looks at a type, and at the records in it, before any data comes.
     *
     * @throws IllegalArgumentException if data cannot be bound to it, in a sentence
     */
    public void check(Class<?> type) {
        if (type.isRecord()) {
            checkRecord(type);
        } else {
            classReader(type);
        }
    }

    /**
     * Binds.
     *
     * @throws Misfit if the data does not fit
     * @throws IllegalArgumentException if nothing can be bound to the type
     */
    public <T> T bind(Map<String, ?> fields, Class<T> type) {
        if (type.isRecord()) {
            checkRecord(type);
            return type.cast(shape(type).bind(fields, ""));
        }
        return type.cast(classReader(type).read(fields, ""));
    }

    private Reader classReader(Class<?> type) {
        boolean isObject = !type.isPrimitive()
                && !type.isArray()
                && !type.isEnum()
                && !type.getName().startsWith("java.");
        if (others.isEmpty() || !isObject) {
            throw new IllegalArgumentException(
                    ("Data is bound to records, and %s is none. Other classes need a module of Jackson:"
                                    + " FlowBuilder.jacksonModule.")
                            .formatted(type.getName()));
        }
        return classes.get(type);
    }

    private void checkRecord(Class<?> type) {
        var shape = shape(type);
        if (!shape.isChecked()) {
            check(type, new HashSet<>());
            shape.checked();
        }
    }

    private void check(Class<?> type, Set<Class<?>> seen) {
        if (seen.add(type)) {
            shape(type).records().forEach(inner -> check(inner, seen));
        }
    }
}
