package dev.penstock.simulator.phone;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Kinds of characters that patterns name. */
final class PatternClasses {

    static final IntPredicate DIGIT = each -> each >= '0' && each <= '9';
    static final IntPredicate WORD =
            each -> DIGIT.test(each) || (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_';
    static final IntPredicate SPACE =
            each -> (each >= '\t' && each <= '\r') || each == 0xFEFF || Character.isSpaceChar(each);
    static final IntPredicate LINE_END = each -> each == '\n' || each == '\r' || each == 0x2028 || each == 0x2029;

    private static final Map<Integer, IntPredicate> BY_LETTER = Map.of(
            (int) 'd',
            DIGIT,
            (int) 'D',
            DIGIT.negate(),
            (int) 'w',
            WORD,
            (int) 'W',
            WORD.negate(),
            (int) 's',
            SPACE,
            (int) 'S',
            SPACE.negate());

    private static final Map<Integer, Integer> CONTROLS =
            Map.of((int) 'n', 10, (int) 'r', 13, (int) 't', 9, (int) 'f', 12, (int) 'v', 11, (int) '0', 0);

    private static final Pattern NAME = Pattern.compile("[A-Za-z_=]{1,40}");

    private PatternClasses() {}

    /** The kind that a letter behind a backslash names. */
    static Optional<IntPredicate> byLetter(int letter) {
        return Optional.ofNullable(BY_LETTER.get(letter));
    }

    /** The control character that a letter behind a backslash names. */
    static Optional<Integer> control(int letter) {
        return Optional.ofNullable(CONTROLS.get(letter));
    }

    /**
     * A property of Unicode, by any name that Java has for it; Java matches one character, which it does in no time.
     */
    static Optional<IntPredicate> unicode(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            var java = Pattern.compile("\\p{" + name + "}").asMatchPredicate();
            return Optional.of(each -> java.test(Character.toString(each)));
        } catch (PatternSyntaxException unknown) {
            return Optional.empty();
        }
    }

    static IntPredicate ignoringCase(IntPredicate kind) {
        return each ->
                kind.test(each) || kind.test(Character.toLowerCase(each)) || kind.test(Character.toUpperCase(each));
    }

    static int folded(int character) {
        return Character.toString(character)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePointAt(0);
    }
}
