package dev.penstock.simulator.phone;

import dev.penstock.simulator.phone.PatternReader.NoPattern;
import java.util.function.IntPredicate;

/** Reads what stands for one character: a class in brackets, or what follows a backslash. */
final class PatternClassReader {

    /** One character, or a kind of them that has no order. */
    record Member(IntPredicate kind, int character) {
        static Member one(int character) {
            return new Member(each -> each == character, character);
        }
    }

    private static final int NO_CHARACTER = -1;

    private final PatternText text;
    private int members;

    PatternClassReader(PatternText text) {
        this.text = text;
    }

    /** Reads a class, behind its opening bracket. */
    IntPredicate read() {
        boolean isNegated = text.peek() == '^';
        if (isNegated) {
            text.skip();
        }
        IntPredicate kind = each -> false;
        while (text.peek() != ']') {
            IntPredicate member = member();
            members++;
            IntPredicate before = kind;
            kind = each -> before.test(each) || member.test(each);
        }
        text.skip();
        return isNegated ? kind.negate() : kind;
    }

    /** How many members the class has. */
    int members() {
        return members;
    }

    private IntPredicate member() {
        Member first = one();
        if (text.peek() != '-') {
            return first.kind();
        }
        text.skip();
        if (text.peek() == ']') {
            return each -> first.kind().test(each) || each == '-';
        }
        Member last = one();
        if (first.character() == NO_CHARACTER || last.character() == NO_CHARACTER) {
            return each -> first.kind().test(each) || each == '-' || last.kind().test(each);
        }
        if (last.character() < first.character()) {
            throw new NoPattern();
        }
        return each -> each >= first.character() && each <= last.character();
    }

    private Member one() {
        int letter = text.take();
        if (letter != '\\') {
            return Member.one(letter);
        }
        if (text.peek() == 'b') {
            text.skip();
            return Member.one('\b');
        }
        return escape();
    }

    /** Reads what follows a backslash, where it stands for a character. */
    Member escape() {
        int letter = text.take();
        var kind = PatternClasses.byLetter(letter);
        if (kind.isPresent()) {
            return new Member(kind.get(), NO_CHARACTER);
        }
        var control = PatternClasses.control(letter);
        if (control.isPresent()) {
            return Member.one(control.get());
        }
        return switch (letter) {
            case 'x' -> Member.one(hex(2));
            case 'u' -> Member.one(text.peek() == '{' ? braced() : hex(4));
            case 'c' -> Member.one(text.take() % 32);
            case 'p' -> new Member(property(), NO_CHARACTER);
            case 'P' -> new Member(property().negate(), NO_CHARACTER);
            default -> Member.one(letter);
        };
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 16 + digit();
        }
        return value;
    }

    private int digit() {
        int digit = Character.digit(text.take(), 16);
        if (digit < 0) {
            throw new NoPattern();
        }
        return digit;
    }

    private int braced() {
        text.skip();
        int value = 0;
        while (text.peek() != '}') {
            value = value * 16 + digit();
            if (value > Character.MAX_CODE_POINT) {
                throw new NoPattern();
            }
        }
        text.skip();
        return value;
    }

    private IntPredicate property() {
        StringBuilder name = new StringBuilder();
        int next = text.take();
        if (next != '{') {
            throw new NoPattern();
        }
        for (next = text.take(); next != '}'; next = text.take()) {
            name.appendCodePoint(next);
        }
        return PatternClasses.unicode(name.toString()).orElseThrow(NoPattern::new);
    }
}
