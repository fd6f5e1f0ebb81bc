package dev.penstock.endpoint;

import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one caller of a {@link ReplayGuard} would answer. A guard asks for it at most once, in the caller's thread; when
 * the guard has spoken, this says what was made, and where the answer that the guard gave comes from. Not thread-safe.
 */
final class Making implements Supplier<GuardedAnswer> {

    private final Supplier<GuardedAnswer> maker;
    private @Nullable GuardedAnswer made;

    Making(Supplier<GuardedAnswer> maker) {
        this.maker = maker;
    }

    /** Where an answer comes from. */
    enum Origin {
        /** It was made for this caller. */
        NEW,
        /** It was kept: somebody was answered with it before. */
        REPLAYED,
        /** It was made for another caller while this one waited, and nobody who comes later gets it. */
        GIVEN_TO_THOSE_WAITING
    }

    @Override
    public GuardedAnswer get() {
        var answer = maker.get();
        made = answer;
        return answer;
    }

    /** What was made, whatever became of it. */
    Optional<GuardedAnswer> made() {
        return Optional.ofNullable(made);
    }

    /** Where it comes from; a guard may give the answer of another although it had this one made. */
    Origin originOf(GuardedAnswer given) {
        if (made != null && Arrays.equals(made.body(), given.body())) {
            return Origin.NEW;
        }
        return given.isKept() ? Origin.REPLAYED : Origin.GIVEN_TO_THOSE_WAITING;
    }
}
