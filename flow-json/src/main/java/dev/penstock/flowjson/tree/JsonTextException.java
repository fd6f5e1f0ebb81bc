package dev.penstock.flowjson.tree;

/** Thrown when a text is not JSON or exceeds a bound. The message says what was expected, and nothing of the text. */
public final class JsonTextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Where it happened. */
    private final transient TextRange range;

    JsonTextException(String message, TextRange range) {
        super(message);
        this.range = range;
    }

    /** {@return where in the text reading stopped} */
    public TextRange range() {
        return range;
    }
}
