package dev.penstock.internal.binding;

import java.util.Optional;

/** Reads one type of value. */
interface Reader {

    /** The value, which is there, as the type. */
    Object read(Object value, String path);

    /** Whether an empty text, which is what an input sends that was left empty, is a value like any other. */
    default boolean takesEmptyText() {
        return false;
    }

    /** What stands for an empty text where it is no value itself; empty where it is as if there were none. */
    default Optional<Object> ofEmptyText() {
        return Optional.empty();
    }

    /** The record in it, if there is one, so that its shape can be checked too. */
    default Optional<Class<?>> record() {
        return Optional.empty();
    }
}
