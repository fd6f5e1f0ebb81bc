package dev.penstock;

import dev.penstock.internal.binding.Binder;
import dev.penstock.internal.binding.Misfit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code data} of a request or an answer: a JSON object.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Number}, {@link java.util.List}, {@link Map}, and in requests
 * {@code null}. Data made for an answer never holds {@code null}, which phones refuse; leave the key out instead.
 *
 * <p>Immutable and thread-safe. {@link #toString()} shows nothing of the contents.
 */
public final class FlowData {

    private static final FlowData EMPTY = new FlowData(Map.of(), false, Binder.OF_RECORDS);

    private final Map<String, Object> values;
    private final boolean mayHoldNull;
    private final Binder binder;

    private FlowData(Map<String, Object> values, boolean mayHoldNull, Binder binder) {
        this.values = values;
        this.mayHoldNull = mayHoldNull;
        this.binder = binder;
    }

    /** {@return data without any field} */
    public static FlowData empty() {
        return EMPTY;
    }

    /**
     * Makes data for an answer.
     *
     * @param source a map with text keys, or a record, whose components are the fields (in snake case where they are in
     *     camel case). Dates and times become ISO 8601 text, enum constants their names. Empty {@link Optional}s and
     *     null components are left out
     * @return the data
     * @throws IllegalArgumentException if a map or list holds {@code null}, or something cannot be a JSON value
     */
    public static FlowData from(Object source) {
        Objects.requireNonNull(source, "source");
        if (source instanceof FlowData data) {
            return data.mayHoldNull ? from(data.values) : data;
        }
        return new FlowData(DataValues.object(source), false, Binder.OF_RECORDS);
    }

    /** Wraps the fields of a request, which may hold nulls. */
    static FlowData received(Map<String, Object> values) {
        return values.isEmpty() ? EMPTY : new FlowData(DataValues.unmodifiable(values), true, Binder.OF_RECORDS);
    }

    /** {@return the names of the fields, in their order} */
    public Set<String> names() {
        return values.keySet();
    }

    /** {@return whether there is no field} */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Tells whether a field is there, and not {@code null}.
     *
     * @param name its name
     * @return whether it is
     */
    public boolean has(String name) {
        Objects.requireNonNull(name, "name");
        return values.get(name) != null;
    }

    /**
     * Returns a text.
     *
     * @param name the name of the field
     * @return the text; empty if the field is absent or not a text
     */
    public Optional<String> string(String name) {
        Objects.requireNonNull(name, "name");
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * Returns a value.
     *
     * @param name the name of the field
     * @return the value; empty if the field is absent or {@code null}
     */
    public Optional<Object> value(String name) {
        Objects.requireNonNull(name, "name");
        return Optional.ofNullable(values.get(name));
    }

    /** {@return the fields in their order, unmodifiable} */
    public Map<String, Object> asMap() {
        return values;
    }

    /**
     * Binds the fields to a record; in the handlers of a Flow with {@link FlowBuilder#jacksonModule} also to a class
     * that one of its modules can make.
     *
     * <ul>
     *   <li>A component takes the field of its name in any spelling: {@code itemId} is {@code itemId}, {@code item_id}
     *       or {@code item-id}; case, hyphens and underscores do not count. Two fields that differ in these only are an
     *       error, other fields are ignored.
     *   <li>A field that is absent or {@code null} is an error, unless the component is an {@link Optional} or
     *       {@code @Nullable}. It is never zero, {@code false} or an empty list by itself.
     *   <li>An empty text, which is what an input sends that was left empty, is a text; for a list it is an empty list;
     *       for everything else it is as if it were absent.
     *   <li>Numbers keep every digit or are an error: a fraction does not fit an {@code int}. A text that is a number
     *       is one.
     *   <li>An enum takes the text that is a constant's name, ignoring case, hyphens and underscores.
     *   <li>Dates, times and durations are texts in ISO 8601. Booleans are also the texts {@code true} and {@code
     *       false}.
     *   <li>Records, {@code List}, {@code Set} and {@code Map} may hold one another.
     * </ul>
     *
     * @param type the class of the record
     * @param <T> the record
     * @return the record
     * @throws DataBindingException if a field does not fit its component
     * @throws IllegalArgumentException if nothing can be bound to the type, see {@link #requireBindable}
     */
    public <T> T as(Class<T> type) {
        try {
            return binder.bind(values, Objects.requireNonNull(type, "type"));
        } catch (Misfit misfit) {
            throw new DataBindingException(type, misfit);
        }
    }

    /**
     * Checks that data can be bound to a type without a module of Jackson, before there is any. {@link
     * FlowBuilder#requireBindable} knows the modules of a Flow.
     *
     * @param type a class
     * @throws IllegalArgumentException if it is no record, or has a component of a type that cannot be read, in a
     *     sentence
     */
    public static void requireBindable(Class<?> type) {
        Binder.OF_RECORDS.check(Objects.requireNonNull(type, "type"));
    }

    /** The same data, bound by the rules of a Flow. */
    FlowData boundBy(Binder binder) {
        return new FlowData(values, mayHoldNull, binder);
    }

    boolean isBoundBy(Binder binder) {
        return binder == this.binder;
    }

    /** Data with one more field. */
    FlowData with(String name, Object value) {
        return new FlowData(DataValues.with(values, name, value), mayHoldNull, binder);
    }

    /** Data with all the fields of another as well. */
    FlowData with(FlowData others) {
        return new FlowData(DataValues.with(values, others.values), mayHoldNull || others.mayHoldNull, binder);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowData that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "FlowData[%d fields]".formatted(values.size());
    }
}
