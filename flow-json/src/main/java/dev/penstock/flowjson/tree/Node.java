package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;

/** One value of a JSON text, with its place in the tree and in the text. Immutable. */
public sealed interface Node permits ObjectNode, ArrayNode, StringNode, NumberNode, BooleanNode, NullNode {

    /** {@return where in the tree the value stands} */
    NodePath path();

    /** {@return where in the text the value stands, from its first to its last character} */
    TextRange range();

    /** {@return the name of the JSON type: {@code object}, {@code array}, {@code string}, {@code number},
     * {@code boolean} or {@code null}} */
    String kind();
}
