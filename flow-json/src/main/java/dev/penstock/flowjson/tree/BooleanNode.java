package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;

/**
 * A JSON boolean.
 *
 * @param path where in the tree it stands
 * @param range where in the text it stands
 * @param value the boolean
 */
public record BooleanNode(NodePath path, TextRange range, boolean value) implements Node {

    @Override
    public String kind() {
        return "boolean";
    }
}
