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
import dev.penstock.flowjson.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses the three places where Flow JSON computes: bindings, backtick expressions (from Flow JSON 6.0) and conditions
 * of {@code If} (from 4.0). Accepts what the phone was observed to understand; whether the types fit is the linter's
 * concern.
 *
 * <p>Bounds: {@value #MAX_LENGTH} characters, {@value #MAX_DEPTH} levels.
 */
public final class ExpressionParser {

    /** How long an expression may be, in characters: 20,000. */
    public static final int MAX_LENGTH = 20_000;

    /** How deep an expression may nest: 50 levels. */
    public static final int MAX_DEPTH = 50;

    /** Long chains of operators nest to the left, so their number bounds the depth of the tree. */
    private static final int MAX_TOKENS = 1_000;

    private final List<Token> tokens;
    private final boolean concatenates;
    private int position;
    private int depth;

    private ExpressionParser(List<Token> tokens, boolean concatenates) {
        this.tokens = tokens;
        this.concatenates = concatenates;
    }

    /**
     * Parses a condition of {@code If}: no backticks, and nothing may stand side by side.
     *
     * @param text the value of {@code condition}
     * @return the expression
     * @throws ExpressionSyntaxException if it is none
     */
    public static Expression parseCondition(String text) {
        return parse(text, 0, text.length(), false);
    }

    /**
     * Parses a backtick expression.
     *
     * @param text the whole property value, backticks included
     * @return the expression
     * @throws ExpressionSyntaxException if it is none
     */
    public static Expression parseBacktick(String text) {
        if (!PropertyText.isBacktick(text)) {
            throw new ExpressionSyntaxException("Expected a backtick at both ends.", 0, text.length());
        }
        return parse(text, 1, text.length() - 1, true);
    }

    /**
     * Parses one binding.
     *
     * @param text the whole text, from <code>${</code> to <code>}</code>
     * @return the reference
     * @throws ExpressionSyntaxException if it is none
     */
    public static Reference parseBinding(String text) {
        return References.parse(text, 0);
    }

    private static Expression parse(String text, int from, int to, boolean concatenates) {
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionSyntaxException(
                    "The expression is longer than %,d characters.".formatted(MAX_LENGTH), 0, 1);
        }
        List<Token> tokens = new Tokenizer(text, from, to).tokens();
        if (tokens.size() > MAX_TOKENS) {
            throw new ExpressionSyntaxException("The expression has more than %,d words.".formatted(MAX_TOKENS), 0, 1);
        }
        var parser = new ExpressionParser(tokens, concatenates);
        Expression expression = parser.expression(Operator.OR.strength());
        if (parser.current().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return expression;
    }

    /** Precedence climbing: everything that binds at least as strongly as the given strength. */
    private Expression expression(int strength) {
        enter();
        Expression left = operand(strength);
        Optional<Operator> operator;
        while ((operator = operatorOf(strength)).isPresent()) {
            position++;
            left = new Binary(operator.get(), left, expression(operator.get().strength() + 1));
        }
        depth--;
        return left;
    }

    /** The first operand: a run of terms side by side where those bind stronger than the operators looked for. */
    private Expression operand(int strength) {
        if (strength > Operator.CONCATENATION_STRENGTH) {
            return unary();
        }
        Expression first = expression(Operator.CONCATENATION_STRENGTH + 1);
        if (!concatenates || !current().startsTerm()) {
            return first;
        }
        List<Expression> terms = new ArrayList<>(List.of(first));
        while (current().startsTerm()) {
            terms.add(expression(Operator.CONCATENATION_STRENGTH + 1));
        }
        return new Concatenation(terms);
    }

    private Optional<Operator> operatorOf(int strength) {
        if (current().kind() != Kind.SYMBOL) {
            return Optional.empty();
        }
        for (Operator operator : Operator.values()) {
            if (operator.symbol().equals(current().text()) && operator.strength() >= strength) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Expression unary() {
        Token token = current();
        if (!token.is("!") && !token.is("-")) {
            return primary();
        }
        enter();
        position++;
        Expression operand = unary();
        depth--;
        return token.is("!")
                ? new Not(operand, token.start(), operand.end())
                : new Negate(operand, token.start(), operand.end());
    }

    private Expression primary() {
        Token token = current();
        position++;
        return switch (token.kind()) {
            case TEXT -> new TextLiteral(token.text(), token.start(), token.end());
            case NUMBER -> new NumberLiteral(Double.parseDouble(token.text()), token.start(), token.end());
            case BINDING -> References.parse(token.text(), token.start());
            case WORD -> word(token);
            case SYMBOL -> parenthesis(token);
            case END -> {
                position--;
                throw new ExpressionSyntaxException("The expression ends too early.", token.start() - 1, token.end());
            }
        };
    }

    private Expression word(Token token) {
        return switch (token.text()) {
            case "true" -> new BooleanLiteral(true, token.start(), token.end());
            case "false" -> new BooleanLiteral(false, token.start(), token.end());
            case "null" -> new NullLiteral(token.start(), token.end());
            default ->
                throw new ExpressionSyntaxException("A text must stand in single quotes.", token.start(), token.end());
        };
    }

    private Expression parenthesis(Token open) {
        if (!open.is("(")) {
            position--;
            throw unexpected();
        }
        Expression inner = expression(Operator.OR.strength());
        if (!current().is(")")) {
            throw new ExpressionSyntaxException("The closing parenthesis is missing.", open.start(), inner.end());
        }
        position++;
        return inner;
    }

    private void enter() {
        // One level of parentheses passes through a few levels of strength.
        if (++depth > MAX_DEPTH * 4) {
            throw new ExpressionSyntaxException(
                    "The expression nests deeper than %d levels.".formatted(MAX_DEPTH),
                    current().start(),
                    current().end());
        }
    }

    private Token current() {
        return tokens.get(position);
    }

    private ExpressionSyntaxException unexpected() {
        return new ExpressionSyntaxException(
                "Expected an operator or the end, or an operand is missing.",
                current().start(),
                current().end());
    }
}
