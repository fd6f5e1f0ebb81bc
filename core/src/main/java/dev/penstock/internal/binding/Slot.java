package dev.penstock.internal.binding;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place for a value: a component of a record, or an element of a list or map. */
record Slot(Reader reader, Absence absence) {

    /** What stands there if the value is absent. */
    enum Absence {
        /** Nothing: that is an error. */
        REFUSED,
        /** An empty {@code Optional}. */
        EMPTY,
        /** {@code null}. */
        NULL
    }

    /** The value for a name or index; {@code missing} says what is wrong if there is none and there must be one. */
    @Nullable
    Object fill(@Nullable Object value, String path, String missing) {
        if (value == null) {
            return absent(path, missing);
        }
        if (value instanceof String text && text.isBlank() && !reader.takesEmptyText()) {
            var empty = absence == Absence.REFUSED ? reader.ofEmptyText() : Optional.empty();
            return empty.isPresent() ? empty.get() : absent(path, "it is empty");
        }
        var read = reader.read(value, path);
        return absence == Absence.EMPTY ? OptionalTypes.of(reader, read) : read;
    }

    private @Nullable Object absent(String path, String problem) {
        return switch (absence) {
            case REFUSED -> throw new Misfit(path, problem);
            case EMPTY -> OptionalTypes.empty(reader);
            case NULL -> null;
        };
    }
}
