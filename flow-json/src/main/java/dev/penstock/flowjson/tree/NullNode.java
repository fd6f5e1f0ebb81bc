package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;

/**
 * A JSON null.
 *
 * @param path where in the tree it stands
 * @param range where in the text it stands
 */
public record NullNode(NodePath path, TextRange range) implements Node {

    @Override
    public String kind() {
        return "null";
    }
}
