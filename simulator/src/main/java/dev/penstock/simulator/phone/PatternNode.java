package dev.penstock.simulator.phone;

import java.util.List;
import java.util.function.IntPredicate;

/** A regular expression as it is written. */
sealed interface PatternNode {

    /** One character of a kind; to look at it costs as many steps as the kind has members. */
    record One(IntPredicate kind, int cost) implements PatternNode {}

    /** Parts one after another; none at all matches nothing. */
    record Sequence(List<PatternNode> parts) implements PatternNode {}

    /** One of several, the first that fits. */
    record Choice(List<PatternNode> ways) implements PatternNode {}

    /** A part whose text can be referred back to. */
    record Group(int number, PatternNode inner) implements PatternNode {}

    /** A part several times; {@code most} is -1 for no limit. */
    record Repeat(PatternNode inner, int least, int most, boolean isGreedy) implements PatternNode {}

    /** What must, or must not, follow or stand before. */
    record Look(PatternNode inner, boolean isAhead, boolean isWanted) implements PatternNode {}

    /** A part of which no other way is tried once it has matched. */
    record Atomic(PatternNode inner) implements PatternNode {}

    /** The same text as a group before. */
    record Back(int group, boolean ignoresCase) implements PatternNode {}

    /** A place between characters. */
    record Place(Where where) implements PatternNode {}

    /** Places between characters. */
    enum Where {
        START,
        END,
        WORD_EDGE,
        NO_WORD_EDGE
    }
}
