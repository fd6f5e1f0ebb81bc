package dev.penstock.gateway.config;

import java.util.Objects;

/** A secret that was read from a file or a variable. Immutable; {@link #toString()} does not show it. */
public final class SecretText {

    private final String text;
    private final Where where;

    /**
     * Creates it.
     *
     * @param text the secret
     * @param where where the configuration names its source, for messages
     */
    public SecretText(String text, Where where) {
        this.text = Objects.requireNonNull(text, "text");
        this.where = Objects.requireNonNull(where, "where");
    }

    /** {@return the secret itself: for what uses it, never for a log} */
    public String reveal() {
        return text;
    }

    /** {@return where the configuration names its source} */
    public Where where() {
        return where;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
