package dev.penstock.simulator.phone;

import dev.penstock.simulator.phone.PatternStep.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Matches one text with one pattern, in a bounded number of steps. Not thread-safe. */
final class PatternRun {

    /** Matching took more steps than any sensible pattern needs. */
    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuchWork() {
            super("", null, false, false);
        }
    }

    private static final int MAX_STEPS = 2_000_000;
    private static final int NOWHERE = -1;

    /** Where to go on if this way leads nowhere; or, with {@code step} below 0, what stood in a slot before. */
    private record Choice(int step, int at, int slot) {}

    private final List<PatternStep> program;
    private final int[] text;
    private final int[] slots;
    private int work;

    PatternRun(List<PatternStep> program, int[] text) {
        this.program = program;
        this.text = text;
        this.slots = new int[PatternReader.MAX_GROUPS * 2 + 20_001];
        Arrays.fill(slots, NOWHERE);
    }

    Optional<Boolean> find() {
        try {
            for (int start = 0; start <= text.length; start++) {
                if (run(program, start, NOWHERE) != NOWHERE) {
                    return Optional.of(true);
                }
            }
            return Optional.of(false);
        } catch (TooMuchWork | StackOverflowError givenUp) {
            return Optional.empty();
        }
    }

    /** Where a match from {@code start} ends; {@code end} says where it has to, or nowhere in particular. */
    private int run(List<PatternStep> steps, int start, int end) {
        var choices = new ArrayDeque<Choice>();
        int step = 0;
        int at = start;
        while (true) {
            if (++work > MAX_STEPS) {
                throw new TooMuchWork();
            }
            int next = step + 1;
            boolean isGood = true;
            switch (steps.get(step)) {
                case PatternStep.Done done -> {
                    if (end == NOWHERE || at == end) {
                        return at;
                    }
                    isGood = false;
                }
                case PatternStep.Take take -> {
                    work += take.cost();
                    isGood = at < text.length && take.kind().test(text[at]);
                    at++;
                }
                case PatternStep.Jump jump -> next = jump.to();
                case PatternStep.Split split -> {
                    choices.push(new Choice(split.second(), at, NOWHERE));
                    next = split.first();
                }
                case PatternStep.Keep keep -> {
                    choices.push(new Choice(NOWHERE, slots[keep.slot()], keep.slot()));
                    slots[keep.slot()] = at;
                }
                case PatternStep.Moved moved -> isGood = slots[moved.slot()] != at;
                case PatternStep.At place -> isGood = isAt(place.where(), at);
                case PatternStep.Again again -> {
                    int length = repeated(again, at);
                    isGood = length >= 0;
                    at += Math.max(0, length);
                }
                case PatternStep.Piece piece -> {
                    int after = piece(piece, at);
                    isGood = after != NOWHERE == piece.isWanted();
                    at = piece.kind() == Kind.ATOMIC ? after : at;
                }
            }
            if (isGood) {
                step = next;
                continue;
            }
            Choice other = lastOpen(choices);
            if (other == null) {
                return NOWHERE;
            }
            step = other.step();
            at = other.at();
        }
    }

    private @org.jspecify.annotations.Nullable Choice lastOpen(ArrayDeque<Choice> choices) {
        while (!choices.isEmpty()) {
            Choice last = choices.pop();
            if (last.step() != NOWHERE) {
                return last;
            }
            slots[last.slot()] = last.at();
        }
        return null;
    }

    private int piece(PatternStep.Piece piece, int at) {
        if (piece.kind() != Kind.BEHIND) {
            return run(piece.program(), at, NOWHERE);
        }
        for (int start = at; start >= 0; start--) {
            if (run(piece.program(), start, at) != NOWHERE) {
                return at;
            }
        }
        return NOWHERE;
    }

    private boolean isAt(PatternNode.Where where, int at) {
        return switch (where) {
            case START -> at == 0;
            case END -> at == text.length;
            case WORD_EDGE -> isWord(at - 1) != isWord(at);
            case NO_WORD_EDGE -> isWord(at - 1) == isWord(at);
        };
    }

    private boolean isWord(int at) {
        return at >= 0 && at < text.length && PatternClasses.WORD.test(text[at]);
    }

    /** How long the text of a group is, if it stands here again; a group that took no part is empty text. */
    private int repeated(PatternStep.Again again, int at) {
        int from = slots[again.slot()];
        int to = slots[again.slot() + 1];
        if (from == NOWHERE || to < from) {
            return 0;
        }
        work += to - from;
        for (int i = 0; i < to - from; i++) {
            if (at + i >= text.length || !isSame(text[from + i], text[at + i], again.ignoresCase())) {
                return NOWHERE;
            }
        }
        return to - from;
    }

    private static boolean isSame(int one, int other, boolean ignoresCase) {
        return one == other || (ignoresCase && PatternClasses.folded(one) == PatternClasses.folded(other));
    }
}
