package dev.penstock.flowjson.expression;

/** Thrown when a text is not an expression. The message says what was expected and names nothing but symbols. */
public final class ExpressionSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    private final String problem;

    /** Where the trouble starts. */
    private final int start;

    /** Where it ends. */
    private final int end;

    ExpressionSyntaxException(String message, int start, int end) {
        super(message);
        this.problem = message;
        this.start = start;
        this.end = Math.max(start + 1, end);
    }

    /** {@return where the trouble starts in the parsed text, from 0} */
    public int start() {
        return start;
    }

    /** {@return where the trouble ends, exclusive} */
    public int end() {
        return end;
    }

    /** {@return what is wrong, the same as the message} */
    public String problem() {
        return problem;
    }
}
