package dev.penstock.flowjson.expression;

import dev.penstock.flowjson.expression.Expression.Binary;
import dev.penstock.flowjson.expression.Expression.BooleanLiteral;
import dev.penstock.flowjson.expression.Expression.Concatenation;
import dev.penstock.flowjson.expression.Expression.Negate;
import dev.penstock.flowjson.expression.Expression.Not;
import dev.penstock.flowjson.expression.Expression.NullLiteral;
import dev.penstock.flowjson.expression.Expression.NumberLiteral;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.TextLiteral;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes expressions as the WhatsApp client was observed to do it, which is no contract:
 *
 * <ul>
 *   <li>Results of arithmetic are rounded to two decimals; dividing by zero or by nothing gives 0.
 *   <li>{@code ==} compares as numbers when one side is a number, and takes nothing and the empty text as equal.
 *   <li>Ordering with an empty or non-numeric side is false.
 *   <li>Terms side by side become one text.
 * </ul>
 *
 * <p>Never fails, whatever the values are. Thread-safe if its scope is.
 */
public final class Evaluator {

    private final ValueScope scope;

    private Evaluator(ValueScope scope) {
        this.scope = scope;
    }

    /**
     * Makes an evaluator.
     *
     * @param scope where bindings find their values
     * @return the evaluator
     */
    public static Evaluator in(ValueScope scope) {
        return new Evaluator(scope);
    }

    /**
     * Computes an expression.
     *
     * @param expression the expression
     * @return a {@link String}, {@link Number} or {@link Boolean}; for a bare binding whatever the scope gave; nothing
     *     for an absent value
     */
    public Optional<Object> evaluate(Expression expression) {
        return Optional.ofNullable(value(expression));
    }

    /**
     * Computes a condition.
     *
     * @param expression the condition
     * @return whether it holds
     */
    public boolean holds(Expression expression) {
        return Values.isTrue(value(expression));
    }

    /**
     * Computes the value of a property: plain and mixed text stays as it is, a binding or backtick expression is
     * computed, and one that cannot be parsed stays as it is too.
     *
     * @param text the string in the Flow JSON
     * @return the value, or nothing if it is absent
     */
    public Optional<Object> property(String text) {
        return switch (PropertyText.of(text)) {
            case PropertyText.Binding binding -> evaluate(binding.reference());
            case PropertyText.Backtick backtick -> evaluate(backtick.expression());
            case PropertyText.Plain plain -> Optional.of(plain.value());
            case PropertyText.Mixed mixed -> Optional.of(mixed.value());
            case PropertyText.Malformed malformed -> Optional.of(text);
        };
    }

    private @Nullable Object value(Expression expression) {
        return switch (expression) {
            case TextLiteral literal -> literal.value();
            case NumberLiteral literal -> literal.value();
            case BooleanLiteral literal -> literal.value();
            case NullLiteral literal -> null;
            case Reference reference -> scope.lookUp(reference).orElse(null);
            case Not not -> !Values.isTrue(value(not.operand()));
            case Negate negate -> Values.rounded(-Values.numberOrZero(value(negate.operand())));
            case Concatenation concatenation -> joined(concatenation);
            case Binary binary -> binary(binary);
        };
    }

    private String joined(Concatenation concatenation) {
        var text = new StringBuilder();
        for (Expression term : concatenation.terms()) {
            text.append(Values.text(value(term)));
        }
        return text.toString();
    }

    private Object binary(Binary binary) {
        Operator operator = binary.operator();
        Object left = value(binary.left());
        if (operator == Operator.AND) {
            return Values.isTrue(left) && holds(binary.right());
        }
        if (operator == Operator.OR) {
            return Values.isTrue(left) || holds(binary.right());
        }
        Object right = value(binary.right());
        if (operator.isEquality()) {
            return Values.areEqual(left, right) == (operator == Operator.EQUAL);
        }
        if (operator.isOrdering()) {
            return isOrdered(operator, Values.number(left), Values.number(right));
        }
        return arithmetic(operator, Values.numberOrZero(left), Values.numberOrZero(right));
    }

    private static boolean isOrdered(Operator operator, Optional<Double> left, Optional<Double> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        int order = Double.compare(left.get(), right.get());
        return switch (operator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private static double arithmetic(Operator operator, double left, double right) {
        return Values.rounded(
                switch (operator) {
                    case PLUS -> left + right;
                    case MINUS -> left - right;
                    case TIMES -> left * right;
                    case DIVIDE -> right == 0 ? 0 : left / right;
                    default -> right == 0 ? 0 : left % right;
                });
    }
}
