package dev.penstock;

/**
 * Something in an answer that a phone would refuse.
 *
 * @param path where in the answer, for example {@code data.dates[2].id}
 * @param message what is wrong and what was expected, without any value of the answer
 */
public record ResponseViolation(String path, String message) {

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
