package dev.penstock;

import java.util.Objects;

/**
 * Something in an answer that a phone would refuse.
 *
 * @param path where in the answer, for example {@code data.dates[2].id}
 * @param message what is wrong and what was expected, without any value of the answer
 */
public record ResponseViolation(String path, String message) {

    /** Refuses null. */
    public ResponseViolation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
