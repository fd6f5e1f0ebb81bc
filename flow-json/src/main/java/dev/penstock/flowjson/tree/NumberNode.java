package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;

/**
 * A JSON number.
 *
 * @param path where in the tree it stands
 * @param range where in the text it stands
 * @param value the number; very large ones are infinite
 */
public record NumberNode(NodePath path, TextRange range, double value) implements Node {

    @Override
    public String kind() {
        return "number";
    }

    /** {@return whether it is a whole number} */
    public boolean isWhole() {
        return value == Math.rint(value) && !Double.isInfinite(value);
    }
}
