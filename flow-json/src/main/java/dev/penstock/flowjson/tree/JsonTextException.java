package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;

/** Thrown when a text is not JSON or exceeds a bound. The message says what was expected, and nothing of the text. */
public final class JsonTextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    private final String problem;

    /** Where it happened. */
    private final transient TextRange range;

    JsonTextException(String message, TextRange range) {
        super(message);
        this.problem = message;
        this.range = range;
    }

    /** {@return where in the text reading stopped} */
    public TextRange range() {
        return range;
    }

    /** {@return what is wrong, the same as the message} */
    public String problem() {
        return problem;
    }
}
