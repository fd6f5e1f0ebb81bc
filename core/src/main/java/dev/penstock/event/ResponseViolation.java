package dev.penstock.event;

import java.util.Objects;

/**
 * Something in an answer that a phone would refuse or could not use; or, as a warning, that it would show otherwise
 * than meant.
 *
 * @param path where in the answer, for example {@code data.dates[2].id}
 * @param message what is wrong and what was expected, without any value of the answer
 * @param isWarning whether the answer can be sent all the same, such as with a text that phones cut
 */
public record ResponseViolation(String path, String message, boolean isWarning) {

    /**
     * Something that a phone would refuse or could not use.
     *
     * @param path where in the answer
     * @param message what is wrong and what was expected, without any value of the answer
     */
    public ResponseViolation(String path, String message) {
        this(path, message, false);
    }

    /**
     * Makes a warning.
     *
     * @param path where in the answer
     * @param message what is wrong and what was expected, without any value of the answer
     * @return the warning
     */
    public static ResponseViolation warning(String path, String message) {
        return new ResponseViolation(path, message, true);
    }

    /** Refuses null. */
    public ResponseViolation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return (isWarning ? "warning: " : "") + path + ": " + message;
    }
}
