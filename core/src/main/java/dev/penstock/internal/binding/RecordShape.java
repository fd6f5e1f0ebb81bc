package dev.penstock.internal.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a record takes: its components by name, each with what reads it. */
final class RecordShape {

    private record Component(String name, Slot slot) {}

    private final Class<?> type;
    private final Constructor<?> constructor;
    /** By normalized name, in the order of the record. */
    private final Map<String, Component> components = new LinkedHashMap<>();
    /** Whether the records in it have been looked at, too. */
    private volatile boolean isChecked;

    RecordShape(Class<?> type, Binder binder) {
        this.type = type;
        if (!type.isRecord()) {
            throw new IllegalArgumentException("%s is no record.".formatted(type.getName()));
        }
        if (type.getTypeParameters().length > 0) {
            throw new IllegalArgumentException(
                    ("The record %s has a type parameter, of which nothing is known when data is bound: write a record"
                                    + " without one.")
                            .formatted(type.getName()));
        }
        for (var component : type.getRecordComponents()) {
            add(component, new Slots(binder));
        }
        this.constructor = constructor(type);
    }

    private void add(RecordComponent component, Slots slots) {
        var name = component.getName();
        Slot slot;
        try {
            slot = slots.of(component.getAnnotatedType(), isNullable(component));
        } catch (UnfitShape unfit) {
            throw new IllegalArgumentException(
                    "The component %s of the record %s %s.".formatted(name, type.getName(), unfit.getMessage()));
        }
        var other = components.put(WireName.normalized(nameOnTheWire(component)), new Component(name, slot));
        if (other != null) {
            throw new IllegalArgumentException(
                    "The components %s and %s of the record %s differ in case, - or _ only, so that data fits both."
                            .formatted(other.name(), name, type.getName()));
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return Slots.isNullable(component.getAnnotations())
                || Slots.isNullable(component.getAccessor().getAnnotations());
    }

    private static String nameOnTheWire(RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    private static Constructor<?> constructor(Class<?> type) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException | InaccessibleObjectException | SecurityException closed) {
            throw new IllegalArgumentException(
                    ("The record %s cannot be made from outside its module: add \"opens %s to dev.penstock;\" to"
                                    + " module-info.java.")
                            .formatted(type.getName(), type.getPackageName()));
        }
    }

    /** The records in it, which can be looked at, too. */
    Stream<Class<?>> records() {
        return components.values().stream()
                .map(component -> component.slot().reader().record())
                .flatMap(Optional::stream);
    }

    boolean isChecked() {
        return isChecked;
    }

    void checked() {
        isChecked = true;
    }

    Object bind(Map<?, ?> fields, String path) {
        var given = byComponent(fields, path);
        var arguments = new @Nullable Object[components.size()];
        int index = 0;
        for (var entry : components.entrySet()) {
            var component = entry.getValue();
            var at = at(path, component.name());
            arguments[index++] = component.slot().fill(given.get(entry.getKey()), at, missing(component.name()));
        }
        return make(arguments, path);
    }

    /** The values by normalized name, without those that are null and those that nobody asks for. */
    private Map<String, Object> byComponent(Map<?, ?> fields, String path) {
        var given = new HashMap<String, Object>();
        for (var field : fields.entrySet()) {
            var name = WireName.normalized(String.valueOf(field.getKey()));
            var component = components.get(name);
            if (component != null && field.getValue() != null && given.put(name, field.getValue()) != null) {
                throw new Misfit(at(path, component.name()), "it comes in more than one spelling");
            }
        }
        return given;
    }

    private static String missing(String name) {
        return ("it is missing, or has another name than %s in any spelling; what may be missing is Optional or"
                        + " @Nullable")
                .formatted(name);
    }

    /** A place within another; either may be empty. */
    static String at(String path, String name) {
        return path.isEmpty() || name.isEmpty() || name.startsWith("[") ? path + name : path + "." + name;
    }

    private Object make(@Nullable Object[] arguments, String path) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof Error error) {
                throw error;
            }
            throw new Misfit(path, "the constructor of %s refused it".formatted(type.getName()), refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The record %s cannot be made.".formatted(type.getName()), impossible);
        }
    }
}
