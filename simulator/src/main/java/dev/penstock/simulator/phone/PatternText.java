package dev.penstock.simulator.phone;

/** The text of a pattern while it is read. Not thread-safe. */
final class PatternText {

    /** What {@link #peek} gives behind the end. */
    static final int END = -1;

    private final int[] text;
    private int at;

    PatternText(String pattern) {
        this.text = pattern.codePoints().toArray();
    }

    int peek() {
        return at < text.length ? text[at] : END;
    }

    int take() {
        int taken = peek();
        skip();
        return taken;
    }

    void skip() {
        if (at >= text.length) {
            throw new PatternReader.NoPattern();
        }
        at++;
    }

    boolean takes(String wanted) {
        int length = wanted.length();
        if (at + length > text.length || !new String(text, at, length).equals(wanted)) {
            return false;
        }
        at += length;
        return true;
    }

    void expect(String wanted) {
        if (!takes(wanted)) {
            throw new PatternReader.NoPattern();
        }
    }

    /** Remembers where it is, to come {@link #backTo} it. */
    int mark() {
        return at;
    }

    void backTo(int mark) {
        at = mark;
    }
}
