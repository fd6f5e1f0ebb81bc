package dev.penstock.simulator.phone;

import java.util.List;
import java.util.function.IntPredicate;

/** One step of a compiled pattern; places in the program are counted from 0. */
sealed interface PatternStep {

    /** Takes one character. */
    record Take(IntPredicate kind, int cost) implements PatternStep {}

    /** Goes on at one place, and at the other if that leads nowhere. */
    record Split(int first, int second) implements PatternStep {}

    /** Goes on elsewhere. */
    record Jump(int to) implements PatternStep {}

    /** Keeps the place in the text in a slot. */
    record Keep(int slot) implements PatternStep {}

    /** Leads nowhere if nothing was taken since the slot was kept, so that no loop goes on for ever. */
    record Moved(int slot) implements PatternStep {}

    /** Looks ahead or behind, or takes what comes as one piece. */
    record Piece(List<PatternStep> program, Kind kind, boolean isWanted) implements PatternStep {}

    /** Takes the text between two slots once more. */
    record Again(int slot, boolean ignoresCase) implements PatternStep {}

    /** Wants to be at a place. */
    record At(PatternNode.Where where) implements PatternStep {}

    /** Everything has matched. */
    record Done() implements PatternStep {}

    /** What becomes of a piece. */
    enum Kind {
        AHEAD,
        BEHIND,
        ATOMIC
    }
}
