package dev.penstock.flowjson.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parsed expression. Every part knows where it stands in the text it was parsed from: {@code start} counts from 0,
 * {@code end} is exclusive. Immutable.
 */
public sealed interface Expression {

    /** {@return where it starts in the parsed text, from 0} */
    int start();

    /** {@return where it ends in the parsed text, exclusive} */
    int end();

    /**
     * A text in single quotes.
     *
     * @param value the text, escapes resolved
     * @param start where it starts
     * @param end where it ends
     */
    record TextLiteral(String value, int start, int end) implements Expression {}

    /**
     * A number.
     *
     * @param value the number
     * @param start where it starts
     * @param end where it ends
     */
    record NumberLiteral(double value, int start, int end) implements Expression {}

    /**
     * {@code true} or {@code false}.
     *
     * @param value which of them
     * @param start where it starts
     * @param end where it ends
     */
    record BooleanLiteral(boolean value, int start, int end) implements Expression {}

    /**
     * The word {@code null}.
     *
     * @param start where it starts
     * @param end where it ends
     */
    record NullLiteral(int start, int end) implements Expression {}

    /** Which of a screen's two bags of values a reference looks into. */
    enum Source {
        /** What the screen was opened with: {@code data}. */
        DATA,
        /** What the user typed or chose: {@code form}. */
        FORM
    }

    /**
     * A binding such as <code>${data.user.name}</code> or <code>${screen.START.form.email}</code>.
     *
     * @param screen the screen it names, or nothing for the current one
     * @param source data or form
     * @param path the names to follow, one at least
     * @param start where it starts
     * @param end where it ends
     */
    record Reference(Optional<String> screen, Source source, List<String> path, int start, int end)
            implements Expression {

        /** Copies the path. */
        public Reference {
            path = List.copyOf(path);
        }

        /** {@return the first name of the path: the property of the data model, or the name of the component} */
        public String name() {
            return path.getFirst();
        }

        /** {@return the reference as it is written in Flow JSON} */
        public String text() {
            return "${" + screen.map(id -> "screen." + id + ".").orElse("")
                    + (source == Source.DATA ? "data." : "form.")
                    + String.join(".", path) + "}";
        }
    }

    /**
     * Logical negation.
     *
     * @param operand what is negated
     * @param start where it starts
     * @param end where it ends
     */
    record Not(Expression operand, int start, int end) implements Expression {}

    /**
     * Unary minus.
     *
     * @param operand the number
     * @param start where it starts
     * @param end where it ends
     */
    record Negate(Expression operand, int start, int end) implements Expression {}

    /**
     * Two operands with an operator between.
     *
     * @param operator the operator
     * @param left the left operand
     * @param right the right operand
     */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public int start() {
            return left.start();
        }

        @Override
        public int end() {
            return right.end();
        }
    }

    /**
     * Terms that stand side by side and are joined into one text.
     *
     * @param terms the terms, two at least
     */
    record Concatenation(List<Expression> terms) implements Expression {

        /** Copies the terms. */
        public Concatenation {
            terms = List.copyOf(terms);
        }

        @Override
        public int start() {
            return terms.getFirst().start();
        }

        @Override
        public int end() {
            return terms.getLast().end();
        }
    }

    /** {@return every reference inside, in the order of the text} */
    default List<Reference> references() {
        List<Reference> found = new ArrayList<>();
        collect(this, found);
        return List.copyOf(found);
    }

    private static void collect(Expression expression, List<Reference> found) {
        switch (expression) {
            case Reference reference -> found.add(reference);
            case Not not -> collect(not.operand(), found);
            case Negate negate -> collect(negate.operand(), found);
            case Binary binary -> {
                collect(binary.left(), found);
                collect(binary.right(), found);
            }
            case Concatenation concatenation -> concatenation.terms().forEach(term -> collect(term, found));
            case TextLiteral text -> {}
            case NumberLiteral number -> {}
            case BooleanLiteral flag -> {}
            case NullLiteral nothing -> {}
        }
    }
}
