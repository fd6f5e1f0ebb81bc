package dev.penstock.flowjson.expression;

import dev.penstock.flowjson.expression.Expression.Reference;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a text is no expression. */
public final class ExpressionSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int MAX_IN_MESSAGE = 2;

    /** What is wrong. */
    private final String problem;

    private final transient List<Reference> suggestions;
    private final int start;
    private final int end;

    ExpressionSyntaxException(String message, int start, int end) {
        this(message, List.of(), start, end);
    }

    ExpressionSyntaxException(String problem, List<Reference> suggestions, int start, int end) {
        super(suggestions.isEmpty() ? problem : problem + " " + advice(suggestions));
        this.problem = problem;
        this.suggestions = List.copyOf(suggestions);
        this.start = start;
        this.end = Math.max(start + 1, end);
    }

    /**
     * Words a suggestion.
     *
     * @param suggestions bindings that may have been meant, one at least, the likeliest first
     * @return a sentence with the first two
     */
    public static String advice(List<Reference> suggestions) {
        return suggestions.stream()
                .limit(MAX_IN_MESSAGE)
                .map(Reference::text)
                .collect(Collectors.joining(" or ", "Write ", "."));
    }

    /** {@return where the trouble starts in the parsed text, from 0} */
    public int start() {
        return start;
    }

    /** {@return where the trouble ends, exclusive} */
    public int end() {
        return end;
    }

    /** {@return what is wrong, without the suggestions; the message has them} */
    public String problem() {
        return problem;
    }

    /**
     * {@return bindings that may have been meant, the likeliest first; which of them exist, only the Flow JSON tells}
     */
    public List<Reference> suggestions() {
        return suggestions;
    }
}
