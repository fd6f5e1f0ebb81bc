package dev.penstock.simulator.phone;

import java.util.List;
import java.util.Optional;

/**
 * The {@code pattern} of a text input, which comes from whoever wrote the Flow JSON. Java's own engine cannot be
 * stopped once it runs astray, so patterns are matched here: in the syntax that JavaScript, Android and iOS share, with
 * as many steps and as much memory as is sensible, and no more. Immutable.
 */
final class TypedPattern {

    private static final int MAX_LENGTH = 2_000;

    private final List<PatternStep> program;

    private TypedPattern(List<PatternStep> program) {
        this.program = program;
    }

    /** Reads a pattern; nothing if it is none, or is too large to be matched. */
    static Optional<TypedPattern> of(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TypedPattern(PatternProgram.of(PatternReader.read(pattern))));
        } catch (PatternReader.NoPattern none) {
            return Optional.empty();
        }
    }

    /** Whether some part of a text matches; nothing if that takes too long to find out. */
    Optional<Boolean> isFoundIn(String text) {
        return new PatternRun(program, text.codePoints().toArray()).find();
    }
}
