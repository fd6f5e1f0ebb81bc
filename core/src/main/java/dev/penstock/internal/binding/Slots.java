package dev.penstock.internal.binding;

import dev.penstock.internal.binding.Slot.Absence;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From a declared type to what reads it. */
record Slots(Binder binder) {

    Slot of(AnnotatedType declared, boolean isNullable) {
        var type = upperBound(declared);
        var nullable = isNullable || isNullable(declared.getAnnotations()) || isNullable(type.getAnnotations());
        var raw = rawClass(type);
        if (raw == Optional.class) {
            return new Slot(present(argument(type, 0, "Optional")), Absence.EMPTY);
        }
        var optionalNumber = OptionalTypes.number(raw);
        if (optionalNumber.isPresent()) {
            var number = NumberReader.of(optionalNumber.get()).orElseThrow();
            return new Slot(new OptionalTypes.OfNumber(number, raw), Absence.EMPTY);
        }
        return new Slot(reader(type, raw), nullable ? Absence.NULL : Absence.REFUSED);
    }

    /** What is in an Optional cannot be absent once more. */
    private Reader present(AnnotatedType content) {
        var slot = of(content, false);
        if (slot.absence() == Absence.EMPTY) {
            throw new UnfitShape("is an Optional of an Optional: one is enough");
        }
        return slot.reader();
    }

    private Reader reader(AnnotatedType type, Class<?> raw) {
        if (raw == List.class || raw == Collection.class || raw == Set.class) {
            return new CollectionReader(of(argument(type, 0, raw.getSimpleName()), false), raw == Set.class);
        }
        if (raw == Map.class) {
            var key = of(argument(type, 0, "Map"), false).reader();
            return new MapReader(key, of(argument(type, 1, "Map"), false));
        }
        return simple(raw)
                .or(() -> structured(raw))
                .or(() -> binder.other(type.getType()))
                .orElseThrow(() -> new UnfitShape(("is a %s, which cannot be read:"
                                + " take a text, number, boolean, date or time, an enum, another record,"
                                + " or a List, Set, Map or Optional of these")
                        .formatted(raw.getTypeName())));
    }

    /** What is written as one text, number or boolean, or is taken as it is. */
    static Optional<Reader> simple(Class<?> raw) {
        if (raw == String.class) {
            return Optional.of(SimpleReaders.TEXT);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Optional.of(SimpleReaders.BOOLEAN);
        }
        if (raw == Object.class) {
            return Optional.of(SimpleReaders.AS_IT_IS);
        }
        return NumberReader.of(raw).or(() -> TextReader.of(raw));
    }

    private Optional<Reader> structured(Class<?> raw) {
        if (raw.isEnum()) {
            return Optional.of(EnumReader.of(raw));
        }
        return raw.isRecord() ? Optional.of(new RecordReader(raw, binder)) : Optional.empty();
    }

    private static AnnotatedType upperBound(AnnotatedType type) {
        return type instanceof AnnotatedWildcardType wildcard ? wildcard.getAnnotatedUpperBounds()[0] : type;
    }

    private static Class<?> rawClass(AnnotatedType type) {
        if (type.getType() instanceof Class<?> plain) {
            return plain;
        }
        if (type.getType() instanceof java.lang.reflect.ParameterizedType parameterized
                && parameterized.getRawType() instanceof Class<?> generic) {
            return generic;
        }
        throw new UnfitShape("is a %s, of which nothing is known when it is read"
                .formatted(type.getType().getTypeName()));
    }

    private static AnnotatedType argument(AnnotatedType type, int index, String name) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            return parameterized.getAnnotatedActualTypeArguments()[index];
        }
        throw new UnfitShape("is a %s without the type of what is in it: write %s"
                .formatted(name, name.equals("Map") ? "Map<String, …>" : name + "<…>"));
    }

    /** That of JSpecify, or any other that is there when the program runs. */
    static boolean isNullable(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
