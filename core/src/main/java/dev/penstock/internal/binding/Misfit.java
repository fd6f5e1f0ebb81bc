package dev.penstock.internal.binding;

import org.jspecify.annotations.Nullable;

/** A value that does not fit. Its message names where and what was expected, and never the value. */
public final class Misfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String path;

    Misfit(String path, String problem) {
        this(path, problem, null);
    }

    Misfit(String path, String problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.path = path;
    }

    /** Where: names of components, joined by dots; empty where the whole record is meant. */
    public String path() {
        return path;
    }

    /** What is wrong, as the end of a sentence about it. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
