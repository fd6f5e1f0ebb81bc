package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;
import java.util.List;

/**
 * A JSON text that was read.
 *
 * @param root the outermost value
 * @param repeatedKeys keys that appear a second time in one object; the tree holds the last value, as most readers do
 */
public record JsonTree(Node root, List<RepeatedKey> repeatedKeys) {

    /**
     * A key that its object has already.
     *
     * @param path where the repeated property stands in the tree
     * @param range where the repeated key stands in the text
     */
    public record RepeatedKey(NodePath path, TextRange range) {}

    /** Copies the list. */
    public JsonTree {
        repeatedKeys = List.copyOf(repeatedKeys);
    }

    /**
     * Reads a text strictly: exactly one JSON value and nothing else. Bounds: {@link JsonLimits}.
     *
     * @param text the text
     * @return its tree
     * @throws JsonTextException if it is not JSON, or exceeds a bound
     */
    public static JsonTree read(String text) {
        return new TreeReader(text).read();
    }
}
