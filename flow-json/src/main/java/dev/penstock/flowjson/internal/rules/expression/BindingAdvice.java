package dev.penstock.flowjson.internal.rules.expression;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.ExpressionParser;
import dev.penstock.flowjson.expression.ExpressionSyntaxException;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.internal.typing.ReferenceResolver.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words what is wrong with bindings, with what exists in the Flow as advice. */
final class BindingAdvice {

    private static final int MAX_CORRECTED = 160;

    private final ReferenceResolver resolver;

    BindingAdvice(FlowJson flow, FlowScreen screen) {
        this.resolver = new ReferenceResolver(flow, screen);
    }

    /** What is wrong, and of what may have been meant only what exists, if anything of it does. */
    String of(ExpressionSyntaxException malformed) {
        if (malformed.suggestions().isEmpty()) {
            return malformed.problem();
        }
        List<Reference> existing = malformed.suggestions().stream()
                .filter(reference -> resolver.resolve(reference) instanceof Target.Found)
                .toList();
        return existing.isEmpty()
                ? String.valueOf(malformed.getMessage())
                : malformed.problem() + " " + ExpressionSyntaxException.advice(existing);
    }

    /**
     * Text with bindings inside as one backtick expression.
     *
     * @return the expression; nothing if the text is long, or a binding in it cannot be made out
     */
    Optional<String> corrected(String text) {
        if (text.length() > MAX_CORRECTED || text.indexOf('`') >= 0) {
            return Optional.empty();
        }
        List<String> terms = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            Optional<String> binding = close < 0 ? Optional.empty() : binding(text.substring(open, close + 1));
            if (binding.isEmpty()) {
                return Optional.empty();
            }
            addQuoted(text.substring(from, open), terms);
            terms.add(binding.get());
            from = close + 1;
        }
        addQuoted(text.substring(from), terms);
        return from == 0 ? Optional.empty() : Optional.of("`" + String.join(" ", terms) + "`");
    }

    private Optional<String> binding(String text) {
        try {
            return Optional.of(ExpressionParser.parseBinding(text).text());
        } catch (ExpressionSyntaxException malformed) {
            return malformed.suggestions().stream()
                    .filter(reference -> resolver.resolve(reference) instanceof Target.Found)
                    .map(Reference::text)
                    .findFirst();
        }
    }

    private static void addQuoted(String text, List<String> terms) {
        if (!text.isEmpty()) {
            terms.add("'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'");
        }
    }

    /** What is wrong with the first binding in a text that starts like one and is none. */
    Optional<String> ofFirstWrong(String text) {
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", open + 2)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                return Optional.of("The closing brace of the binding is missing.");
            }
            if (PropertyText.of(text.substring(open, close + 1)) instanceof PropertyText.Malformed malformed) {
                return Optional.of(of(malformed.problem()));
            }
        }
        return Optional.empty();
    }
}
