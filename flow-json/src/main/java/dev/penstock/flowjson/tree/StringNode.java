package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;
import java.util.List;

/**
 * A JSON string.
 *
 * @param path where in the tree it stands
 * @param range where in the text it stands, quotes included
 * @param value the text it means, escapes resolved
 * @param escapes the escapes in it, in order; most strings have none
 */
public record StringNode(NodePath path, TextRange range, String value, List<Escape> escapes) implements Node {

    /**
     * One escape, such as a backslash and an n.
     *
     * @param index where in the value its character stands, from 0
     * @param extra how many characters more it takes in the text than in the value
     */
    public record Escape(int index, int extra) {}

    /** Copies the escapes. */
    public StringNode {
        escapes = List.copyOf(escapes);
    }

    @Override
    public String kind() {
        return "string";
    }

    /**
     * Finds where a part of the value stands in the text.
     *
     * @param from the first character of the part, counted in the value from 0
     * @param to the end of the part, exclusive
     * @return its stretch of the text
     */
    public TextRange rangeOf(int from, int to) {
        return range.within(1 + inText(from), 1 + inText(Math.max(from + 1, to)));
    }

    private int inText(int index) {
        int shift = 0;
        for (Escape escape : escapes) {
            if (escape.index() >= index) {
                break;
            }
            shift += escape.extra();
        }
        return index + shift;
    }
}
