package dev.penstock.media;

import java.util.function.Function;

/** What came of one step on the way of a file. */
sealed interface Result<T> {

    /** It went well. */
    record Done<T>(T value) implements Result<T> {
        @Override
        public String toString() {
            return "Done[hidden]";
        }
    }

    /** The file is refused. */
    record Refused<T>(MediaProblem problem) implements Result<T> {}

    static <T> Result<T> of(T value) {
        return new Done<>(value);
    }

    static <T> Result<T> refused(MediaProblem problem) {
        return new Refused<>(problem);
    }

    /** Goes on with the next step, unless the file is refused. */
    default <R> Result<R> then(Function<T, Result<R>> step) {
        return switch (this) {
            case Done<T> done -> step.apply(done.value());
            case Refused<T> refused -> refused(refused.problem());
        };
    }
}
