package dev.penstock.graph.messages;

/**
 * How long the texts of a message may be, in characters as people count them (code points). Source: Meta, interactive
 * messages; text messages.
 */
enum MessageTextLimits {
    HEADER("header", 60),
    BODY("body text", 1_024),
    FOOTER("footer", 60),
    TEXT_MESSAGE("text message", 4_096);

    private final String name;
    private final int most;

    MessageTextLimits(String name, int most) {
        this.name = name;
        this.most = most;
    }

    /** @throws IllegalArgumentException if the text is empty or too long; its message does not hold the text */
    void check(String text) {
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length > most) {
            throw new IllegalArgumentException(
                    text.isBlank()
                            ? "The %s is empty.".formatted(name)
                            : "The %s has %d characters, Meta takes %d.".formatted(name, length, most));
        }
    }
}
