package dev.penstock.spring;

import java.util.Objects;

/**
 * A property that nobody may see. Its text shows only whether there is one, so that neither the log nor the page of
 * configuration properties does. Immutable and thread-safe.
 */
public final class SecretProperty {

    private final String text;

    private SecretProperty(String text) {
        this.text = text;
    }

    /**
     * Wraps a text.
     *
     * @param text the secret; surrounding white space, such as a line end, is left out, and an empty text is none
     * @return the secret
     */
    public static SecretProperty of(String text) {
        return new SecretProperty(Objects.requireNonNull(text, "text").strip());
    }

    /** {@return whether there is one} */
    public boolean isGiven() {
        return !text.isEmpty();
    }

    /** {@return the secret itself, for what needs it; never for a log} */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return isGiven() ? "SecretProperty[hidden]" : "SecretProperty[none]";
    }
}
