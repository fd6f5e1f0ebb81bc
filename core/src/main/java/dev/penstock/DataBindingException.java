package dev.penstock;

import dev.penstock.internal.binding.Misfit;

/**
 * Thrown when the data of a request does not fit the record that a handler asks for. The message names the record, the
 * component and what was expected, never a value. Where the record's own constructor refused the values, its exception
 * is the cause, and the message of that one may hold what a person typed.
 */
public final class DataBindingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String component;

    DataBindingException(Class<?> type, Misfit misfit) {
        super(
                "The data does not fit the %s %s%s: %s."
                        .formatted(
                                type.isRecord() ? "record" : "class",
                                type.getName(),
                                misfit.path().isEmpty() ? "" : " at " + misfit.path(),
                                misfit.problem()),
                misfit.getCause());
        this.component = misfit.path();
    }

    /**
     * Returns the component that does not fit.
     *
     * @return its name, for example {@code date}, {@code guests[2].name} where it is deeper inside; empty if it is the
     *     record as a whole
     */
    public String component() {
        return component;
    }
}
