package dev.penstock.graph.templates;

/** How long texts of a template may be, in characters as people count them. Source: Meta, template components. */
final class Lengths {

    private Lengths() {}

    static void check(String what, String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length > most) {
            throw new IllegalArgumentException(
                    text.isBlank()
                            ? "The %s of the template is empty.".formatted(what)
                            : "The %s of the template has %d characters, Meta takes %d.".formatted(what, length, most));
        }
    }
}
