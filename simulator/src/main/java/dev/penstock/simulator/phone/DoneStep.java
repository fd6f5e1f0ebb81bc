package dev.penstock.simulator.phone;

/**
 * Something that was done on a phone, or seen on it, in the words of a scenario.
 *
 * @param kind {@code open}, {@code close}, {@code back}, {@code retry}, {@code tap}, {@code fill} or {@code expect}
 * @param argument what was tapped, as a text; what was filled in or seen, as an object; an empty text for the others.
 *     What a person typed is in it
 */
public record DoneStep(String kind, Object argument) {

    /** Prints the kind only. */
    @Override
    public String toString() {
        return "DoneStep[" + kind + "]";
    }

    static DoneStep of(String kind) {
        return new DoneStep(kind, "");
    }

    /** {@return whether there is more to it than its kind} */
    public boolean hasArgument() {
        return !argument.equals("");
    }
}
