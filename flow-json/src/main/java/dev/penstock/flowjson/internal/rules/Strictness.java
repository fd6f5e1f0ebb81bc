package dev.penstock.flowjson.internal.rules;

/**
 * How strictly a document is checked, where its author can choose.
 *
 * @param isStrict whether text with a binding inside is an error, as Meta documents, although phones show it
 * @param maxComponents from how many components per screen on more is an error
 * @param isForNewFlow whether the Flow is to be published for the first time, which a frozen version forbids
 */
public record Strictness(boolean isStrict, int maxComponents, boolean isForNewFlow) {

    /** Text with a binding inside is a warning, and a screen may have 100 components. */
    public static final Strictness STANDARD = new Strictness(false, 100, false);
}
