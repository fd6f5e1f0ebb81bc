package dev.penstock.flowjson.internal.typing;

import dev.penstock.flowjson.expression.Expression;
import dev.penstock.flowjson.expression.Expression.Binary;
import dev.penstock.flowjson.expression.Expression.BooleanLiteral;
import dev.penstock.flowjson.expression.Expression.Concatenation;
import dev.penstock.flowjson.expression.Expression.Negate;
import dev.penstock.flowjson.expression.Expression.Not;
import dev.penstock.flowjson.expression.Expression.NullLiteral;
import dev.penstock.flowjson.expression.Expression.NumberLiteral;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.TextLiteral;
import dev.penstock.flowjson.expression.Operator;
import dev.penstock.flowjson.model.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Types of expressions, with the operators' demands on their operands. */
public final class ExpressionTypes {

    private static final DataType TEXT = new DataType.Text();
    private static final DataType NUMBER = new DataType.Numeric();
    private static final DataType FLAG = new DataType.Flag();

    private final Function<Reference, DataType> bindings;
    private final BiConsumer<Expression, String> problems;

    public ExpressionTypes(Function<Reference, DataType> bindings, BiConsumer<Expression, String> problems) {
        this.bindings = bindings;
        this.problems = problems;
    }

    public DataType typeOf(Expression expression) {
        return switch (expression) {
            case TextLiteral text -> TEXT;
            case NumberLiteral number -> NUMBER;
            case BooleanLiteral flag -> FLAG;
            case NullLiteral nothing -> new DataType.Anything();
            case Reference reference -> bindings.apply(reference);
            case Not not -> demand(FLAG, not.operand(), "!");
            case Negate negate -> demand(NUMBER, negate.operand(), "-");
            case Concatenation concatenation -> joined(concatenation);
            case Binary binary -> binary(binary);
        };
    }

    private DataType joined(Concatenation concatenation) {
        for (Expression term : concatenation.terms()) {
            if (!isPlain(typeOf(term))) {
                problems.accept(term, "Only strings, numbers and booleans can be joined into a text.");
            }
        }
        return TEXT;
    }

    private DataType binary(Binary binary) {
        Operator operator = binary.operator();
        if (operator.isLogical()) {
            demand(FLAG, binary.left(), operator.symbol());
            return demand(FLAG, binary.right(), operator.symbol());
        }
        if (operator == Operator.PLUS) {
            return sum(binary);
        }
        if (operator.isArithmetic()) {
            demand(NUMBER, binary.left(), operator.symbol());
            return demand(NUMBER, binary.right(), operator.symbol());
        }
        if (isLiteral(binary.left()) && isLiteral(binary.right())) {
            problems.accept(binary, "Both sides of %s are fixed, so the result is too.".formatted(operator.symbol()));
        }
        if (operator.isOrdering()) {
            demand(NUMBER, binary.left(), operator.symbol());
            demand(NUMBER, binary.right(), operator.symbol());
        } else {
            compare(binary, typeOf(binary.left()), typeOf(binary.right()));
        }
        return FLAG;
    }

    /** A chain of terms is one sum, so that a text in it is told once. */
    private DataType sum(Binary sum) {
        List<Expression> terms = new ArrayList<>();
        Expression rest = sum;
        while (rest instanceof Binary chain && chain.operator() == Operator.PLUS) {
            terms.add(chain.right());
            rest = chain.left();
        }
        terms.add(rest);
        Collections.reverse(terms);
        List<DataType> types = terms.stream().map(this::typeOf).toList();
        if (types.contains(TEXT)) {
            problems.accept(
                    sum,
                    "+ adds numbers only. Texts are joined by writing them one after another, with a blank"
                            + " between: 'Hello ' ${data.name}.");
            return new DataType.Anything();
        }
        for (int i = 0; i < terms.size(); i++) {
            demand(NUMBER, types.get(i), terms.get(i), Operator.PLUS.symbol());
        }
        return NUMBER;
    }

    private void compare(Binary binary, DataType left, DataType right) {
        if (!isPlain(left) || !isPlain(right)) {
            problems.accept(
                    binary,
                    "%s compares strings, numbers and booleans only, not %s."
                            .formatted(binary.operator().symbol(), isPlain(left) ? right.describe() : left.describe()));
        } else if (!Compatibility.fits(left, right)) {
            problems.accept(
                    binary,
                    "%s compares a %s with a %s. Both sides must have the same type."
                            .formatted(binary.operator().symbol(), left.describe(), right.describe()));
        }
    }

    private DataType demand(DataType wanted, Expression operand, String symbol) {
        return demand(wanted, typeOf(operand), operand, symbol);
    }

    private DataType demand(DataType wanted, DataType given, Expression operand, String symbol) {
        if (!Compatibility.fits(wanted, given)) {
            problems.accept(operand, "%s needs a %s, not %s.".formatted(symbol, wanted.describe(), given.describe()));
        }
        return wanted;
    }

    private static boolean isPlain(DataType type) {
        return !(type instanceof DataType.ListOf) && !(type instanceof DataType.Structure);
    }

    private static boolean isLiteral(Expression expression) {
        return expression instanceof TextLiteral
                || expression instanceof NumberLiteral
                || expression instanceof BooleanLiteral;
    }
}
