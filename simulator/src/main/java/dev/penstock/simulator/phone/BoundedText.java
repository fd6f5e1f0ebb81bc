package dev.penstock.simulator.phone;

/** A text that may be looked at only so often, so that a pattern that backtracks for ever is given up. */
final class BoundedText implements CharSequence {

    /** Matching took more steps than any sensible pattern needs. */
    static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final int MAX_STEPS = 2_000_000;

    private final String text;
    private int steps;

    BoundedText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++steps > MAX_STEPS) {
            throw new TooMuchWork();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
