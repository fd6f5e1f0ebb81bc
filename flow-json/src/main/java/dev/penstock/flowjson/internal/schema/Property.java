package dev.penstock.flowjson.internal.schema;

import dev.penstock.flowjson.FlowJsonVersion;
import java.util.List;
import java.util.Optional;

/**
 * One row of the tables: a property, from which version on it is known and from which on it is required, whether it
 * takes bindings, and its limits.
 */
public record Property(
        String name,
        Kind kind,
        FlowJsonVersion since,
        Optional<FlowJsonVersion> requiredSince,
        boolean isDynamic,
        boolean isForbiddenInForm,
        Limits limits,
        List<String> values,
        Optional<ObjectSchema> nested) {

    public static final FlowJsonVersion ALWAYS = FlowJsonVersion.of(1, 0);

    /** Limits of the value: characters of a text, items of an array, size of a number. */
    public record Limits(int maxChars, int minItems, int maxItems, double min, double max) {
        static final Limits NONE =
                new Limits(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static Property of(String name, Kind kind, boolean isDynamic) {
        return new Property(
                name, kind, ALWAYS, Optional.empty(), isDynamic, false, Limits.NONE, List.of(), Optional.empty());
    }

    // Kinds that take bindings unless told otherwise.

    public static Property text(String name) {
        return of(name, Kind.TEXT, true);
    }

    public static Property flag(String name) {
        return of(name, Kind.FLAG, true);
    }

    public static Property number(String name) {
        return of(name, Kind.NUMBER, true);
    }

    public static Property dynamic(String name, Kind kind) {
        return of(name, kind, true);
    }

    public static Property oneOf(String name, String... values) {
        return of(name, Kind.ONE_OF, true).withValues(values);
    }

    public static Property someOf(String name, String... values) {
        return of(name, Kind.SOME_OF, true).withValues(values);
    }

    public static Property objects(String name, ObjectSchema item) {
        return of(name, Kind.OBJECTS, true).withNested(item);
    }

    // Kinds that never take bindings.

    public static Property fixed(String name, Kind kind) {
        return of(name, kind, false);
    }

    public static Property object(String name, ObjectSchema nested) {
        return of(name, Kind.OBJECT, false).withNested(nested);
    }

    public static Property action(String name, String... actions) {
        return of(name, Kind.ACTION, false).withValues(actions);
    }

    public Property fixed() {
        return new Property(name, kind, since, requiredSince, false, isForbiddenInForm, limits, values, nested);
    }

    public Property required() {
        return requiredSince(1, 0);
    }

    public Property requiredSince(int major, int minor) {
        var version = Optional.of(FlowJsonVersion.of(major, minor));
        return new Property(name, kind, since, version, isDynamic, isForbiddenInForm, limits, values, nested);
    }

    public Property since(int major, int minor) {
        var version = FlowJsonVersion.of(major, minor);
        return new Property(name, kind, version, requiredSince, isDynamic, isForbiddenInForm, limits, values, nested);
    }

    public Property notInForm() {
        return new Property(name, kind, since, requiredSince, isDynamic, true, limits, values, nested);
    }

    public Property maxChars(int chars) {
        return withLimits(new Limits(chars, limits.minItems, limits.maxItems, limits.min, limits.max));
    }

    public Property items(int min, int max) {
        return withLimits(new Limits(limits.maxChars, min, max, limits.min, limits.max));
    }

    public Property between(double min, double max) {
        return withLimits(new Limits(limits.maxChars, limits.minItems, limits.maxItems, min, max));
    }

    private Property withLimits(Limits other) {
        return new Property(name, kind, since, requiredSince, isDynamic, isForbiddenInForm, other, values, nested);
    }

    private Property withValues(String... some) {
        return new Property(
                name, kind, since, requiredSince, isDynamic, isForbiddenInForm, limits, List.of(some), nested);
    }

    private Property withNested(ObjectSchema schema) {
        return new Property(
                name, kind, since, requiredSince, isDynamic, isForbiddenInForm, limits, values, Optional.of(schema));
    }

    public boolean isRequiredIn(FlowJsonVersion version) {
        return requiredSince.filter(version::isAtLeast).isPresent();
    }

    public boolean isKnownIn(FlowJsonVersion version) {
        return version.isAtLeast(since);
    }
}
