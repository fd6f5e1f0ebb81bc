package dev.penstock.json;

import java.util.Objects;

/** Thrown when a text is not strict JSON. The message has a position where one is known, and nothing of the text. */
public final class JsonFormatException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what is wrong and where, without anything of the text
     */
    public JsonFormatException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
