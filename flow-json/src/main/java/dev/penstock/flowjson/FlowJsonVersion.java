package dev.penstock.flowjson;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Flow JSON. Minor numbers count up as integers, so 1.10 follows 1.9.
 *
 * @param major the major number
 * @param minor the minor number
 */
public record FlowJsonVersion(int major, int minor) implements Comparable<FlowJsonVersion> {

    /** The version Meta recommends: 7.3. */
    public static final FlowJsonVersion RECOMMENDED = new FlowJsonVersion(7, 3);

    /** The oldest version that Meta accepts for publishing: 5.1. */
    public static final FlowJsonVersion OLDEST_PUBLISHABLE = new FlowJsonVersion(5, 1);

    /** Every version that a Flow may be found with, oldest first. */
    public static final List<FlowJsonVersion> KNOWN = List.of(
            of(2, 1),
            of(3, 0),
            of(3, 1),
            of(4, 0),
            of(5, 0),
            of(5, 1),
            of(6, 0),
            of(6, 1),
            of(6, 2),
            of(6, 3),
            of(7, 0),
            of(7, 1),
            of(7, 2),
            RECOMMENDED);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

    /** What can still be done with Flows of a version. */
    public enum State {
        /** Can be published, sent and opened. */
        PUBLISHABLE,
        /** Published Flows can be sent and opened, but nothing new can be published. */
        FROZEN,
        /** From before 2.1: in no list any more. */
        GONE,
        /** Not known to us. */
        UNKNOWN
    }

    /**
     * Makes a version.
     *
     * @param major the major number
     * @param minor the minor number
     * @return the version
     */
    public static FlowJsonVersion of(int major, int minor) {
        return new FlowJsonVersion(major, minor);
    }

    /**
     * Reads a version.
     *
     * @param text such as {@code 7.3}
     * @return the version, or nothing if the text is not two numbers with a dot between
     */
    public static Optional<FlowJsonVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** {@return what can still be done with Flows of this version, as known for 2026} */
    public State state() {
        if (compareTo(KNOWN.getFirst()) < 0) {
            return State.GONE;
        }
        if (!KNOWN.contains(this)) {
            return State.UNKNOWN;
        }
        return isAtLeast(OLDEST_PUBLISHABLE) ? State.PUBLISHABLE : State.FROZEN;
    }

    /**
     * Compares with another version.
     *
     * @param other the other version
     * @return whether this one is the same or newer
     */
    public boolean isAtLeast(FlowJsonVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(FlowJsonVersion other) {
        return Comparator.comparingInt(FlowJsonVersion::major)
                .thenComparingInt(FlowJsonVersion::minor)
                .compare(this, other);
    }

    /** {@return the version as it is written in Flow JSON} */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
