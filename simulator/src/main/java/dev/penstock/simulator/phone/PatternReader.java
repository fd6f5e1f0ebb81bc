package dev.penstock.simulator.phone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Reads a regular expression as JavaScript does, with what Android and iOS know beyond it. */
final class PatternReader {

    /** The text is no pattern, or none that is read here. */
    static final class NoPattern extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoPattern() {
            super("", null, false, false);
        }
    }

    static final int MAX_GROUPS = 200;
    private static final int MAX_DEPTH = 100;
    private static final int NONE = PatternText.END;

    private final PatternText text;
    private final Map<String, Integer> names = new HashMap<>();
    private int groups;
    private int largestBack;
    private int depth;
    private boolean ignoresCase;

    private PatternReader(String pattern) {
        this.text = new PatternText(pattern);
    }

    /**
     * Reads a pattern.
     *
     * @throws NoPattern if it is none
     */
    static PatternNode read(String pattern) {
        var reader = new PatternReader(pattern);
        PatternNode whole = reader.choice();
        if (reader.text.peek() != NONE || reader.largestBack > reader.groups) {
            throw new NoPattern();
        }
        return whole;
    }

    private PatternNode choice() {
        if (++depth > MAX_DEPTH) {
            throw new NoPattern();
        }
        List<PatternNode> ways = new ArrayList<>();
        do {
            ways.add(sequence());
        } while (text.takes("|"));
        depth--;
        return ways.size() == 1 ? ways.getFirst() : new PatternNode.Choice(ways);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        while (text.peek() != NONE && text.peek() != '|' && text.peek() != ')') {
            parts.add(repeated(atom()));
        }
        return new PatternNode.Sequence(parts);
    }

    private PatternNode repeated(PatternNode inner) {
        int[] bounds = bounds();
        if (bounds.length == 0) {
            return inner;
        }
        if (text.takes("+")) {
            return oneQuantifier(new PatternNode.Atomic(new PatternNode.Repeat(inner, bounds[0], bounds[1], true)));
        }
        boolean isGreedy = !text.takes("?");
        return oneQuantifier(new PatternNode.Repeat(inner, bounds[0], bounds[1], isGreedy));
    }

    private PatternNode oneQuantifier(PatternNode repeat) {
        if (bounds().length > 0) {
            throw new NoPattern();
        }
        return repeat;
    }

    /** The least and the most of a quantifier, the most -1 for no limit; empty if there is none here. */
    private int[] bounds() {
        if (text.takes("*")) {
            return new int[] {0, NONE};
        }
        if (text.takes("+")) {
            return new int[] {1, NONE};
        }
        if (text.takes("?")) {
            return new int[] {0, 1};
        }
        int start = text.mark();
        if (text.takes("{")) {
            int least = number();
            int most = text.takes(",") ? number() : least;
            if (least != NONE && text.takes("}")) {
                if (most != NONE && most < least) {
                    throw new NoPattern();
                }
                return new int[] {least, most};
            }
        }
        text.backTo(start); // a brace that counts nothing is only a brace
        return new int[0];
    }

    private int number() {
        if (!PatternClasses.DIGIT.test(text.peek())) {
            return NONE;
        }
        long number = 0;
        while (PatternClasses.DIGIT.test(text.peek())) {
            number = Math.min(number * 10 + (text.take() - '0'), Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private PatternNode atom() {
        int letter = text.take();
        return switch (letter) {
            case '^' -> new PatternNode.Place(PatternNode.Where.START);
            case '$' -> new PatternNode.Place(PatternNode.Where.END);
            case '.' -> new PatternNode.One(PatternClasses.LINE_END.negate(), 1);
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '*', '+', '?' -> throw new NoPattern();
            default -> one(each -> each == letter, 1);
        };
    }

    private PatternNode one(IntPredicate kind, int cost) {
        return new PatternNode.One(ignoresCase ? PatternClasses.ignoringCase(kind) : kind, cost);
    }

    private PatternNode characterClass() {
        var reader = new PatternClassReader(text);
        IntPredicate kind = reader.read();
        return one(kind, 1 + reader.members());
    }

    private PatternNode group() {
        boolean ignoredBefore = ignoresCase;
        if (text.takes("?i)")) {
            ignoresCase = true; // to the end of the group around it
            return new PatternNode.Sequence(List.of());
        }
        PatternNode node;
        if (text.takes("?:")) {
            node = choice();
        } else if (text.takes("?i:")) {
            ignoresCase = true;
            node = choice();
        } else if (text.takes("?>")) {
            node = new PatternNode.Atomic(choice());
        } else if (text.takes("?=")) {
            node = new PatternNode.Look(choice(), true, true);
        } else if (text.takes("?!")) {
            node = new PatternNode.Look(choice(), true, false);
        } else if (text.takes("?<=")) {
            node = new PatternNode.Look(choice(), false, true);
        } else if (text.takes("?<!")) {
            node = new PatternNode.Look(choice(), false, false);
        } else {
            node = numbered();
        }
        text.expect(")");
        ignoresCase = ignoredBefore;
        return node;
    }

    private PatternNode numbered() {
        groups++;
        int number = groups;
        if (number >= MAX_GROUPS) {
            throw new NoPattern();
        }
        if (text.takes("?<") || text.takes("?P<")) {
            names.put(name(), number);
        }
        return new PatternNode.Group(number, choice());
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        while (PatternClasses.WORD.test(text.peek())) {
            name.appendCodePoint(text.take());
        }
        text.expect(">");
        if (name.isEmpty()) {
            throw new NoPattern();
        }
        return name.toString();
    }

    private PatternNode escape() {
        int letter = text.peek();
        if (letter >= '1' && letter <= '9') {
            return back(number());
        }
        if (text.takes("k<")) {
            return back(names.getOrDefault(name(), MAX_GROUPS));
        }
        return switch (letter) {
            case 'b' -> place(PatternNode.Where.WORD_EDGE);
            case 'B' -> place(PatternNode.Where.NO_WORD_EDGE);
            case 'A' -> place(PatternNode.Where.START);
            case 'z', 'Z' -> place(PatternNode.Where.END);
            default -> one(new PatternClassReader(text).escape().kind(), 2);
        };
    }

    private PatternNode back(int group) {
        largestBack = Math.max(largestBack, group);
        return new PatternNode.Back(Math.min(group, MAX_GROUPS - 1), ignoresCase);
    }

    private PatternNode place(PatternNode.Where where) {
        text.skip();
        return new PatternNode.Place(where);
    }
}
