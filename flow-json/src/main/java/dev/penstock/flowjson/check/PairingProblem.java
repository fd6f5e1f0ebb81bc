package dev.penstock.flowjson.check;

/**
 * A handler without a use, or a use without a handler.
 *
 * @param screen the ID of the screen
 * @param line the line of the Flow JSON it is about; 0 if the document does not have the screen
 * @param message what is wrong and how to mend it
 */
public record PairingProblem(String screen, int line, String message) {

    /** {@return the problem in one line} */
    @Override
    public String toString() {
        return line == 0 ? "%s: %s".formatted(screen, message) : "%s (line %d): %s".formatted(screen, line, message);
    }
}
