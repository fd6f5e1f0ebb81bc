package dev.penstock.flowjson.expression;

/** The operators between two operands, weakest binding first. */
public enum Operator {
    /** Either is true. */
    OR("||", 1),
    /** Both are true. */
    AND("&&", 2),
    /** Same value. */
    EQUAL("==", 3),
    /** Different value. */
    NOT_EQUAL("!=", 3),
    /** Smaller number. */
    LESS("<", 4),
    /** Smaller or same number. */
    LESS_OR_EQUAL("<=", 4),
    /** Greater number. */
    GREATER(">", 4),
    /** Greater or same number. */
    GREATER_OR_EQUAL(">=", 4),
    /** Sum. */
    PLUS("+", 6),
    /** Difference. */
    MINUS("-", 6),
    /** Product; the phone was observed to know it, Meta does not list it. */
    TIMES("*", 7),
    /** Quotient; 0 when the divisor is 0 or empty. */
    DIVIDE("/", 7),
    /** Remainder; 0 when the divisor is 0 or empty. */
    REMAINDER("%", 7);

    /** Terms side by side bind weaker than arithmetic and stronger than comparison. */
    static final int CONCATENATION_STRENGTH = 5;

    private final String symbol;
    private final int strength;

    Operator(String symbol, int strength) {
        this.symbol = symbol;
        this.strength = strength;
    }

    /** {@return how it is written} */
    public String symbol() {
        return symbol;
    }

    int strength() {
        return strength;
    }

    /** {@return whether both operands are numbers and so is the result} */
    public boolean isArithmetic() {
        return strength >= PLUS.strength;
    }

    /** {@return whether it orders two numbers} */
    public boolean isOrdering() {
        return strength == LESS.strength;
    }

    /** {@return whether it tests two values for being the same} */
    public boolean isEquality() {
        return strength == EQUAL.strength;
    }

    /** {@return whether both operands are booleans} */
    public boolean isLogical() {
        return strength <= AND.strength;
    }
}
