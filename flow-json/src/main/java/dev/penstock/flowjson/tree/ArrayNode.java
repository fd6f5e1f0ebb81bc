package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;
import java.util.List;

/**
 * A JSON array.
 *
 * @param path where in the tree it stands
 * @param range where in the text it stands, brackets included
 * @param items its values in order
 */
public record ArrayNode(NodePath path, TextRange range, List<Node> items) implements Node {

    /** Copies the items. */
    public ArrayNode {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "array";
    }

    /** {@return those items that are objects, in order} */
    public List<ObjectNode> objects() {
        return items.stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** {@return those items that are strings, in order} */
    public List<StringNode> strings() {
        return items.stream()
                .filter(StringNode.class::isInstance)
                .map(StringNode.class::cast)
                .toList();
    }
}
