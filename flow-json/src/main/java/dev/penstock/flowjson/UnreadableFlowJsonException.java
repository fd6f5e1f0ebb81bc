package dev.penstock.flowjson;

import dev.penstock.flowjson.text.TextRange;

/** Thrown when a document is not a Flow JSON at all: not readable, not JSON, or without screens. */
public final class UnreadableFlowJsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Where. */
    private final transient TextRange range;

    UnreadableFlowJsonException(String message, TextRange range) {
        super(message);
        this.range = range;
    }

    /** {@return where in the text reading stopped} */
    public TextRange range() {
        return range;
    }
}
