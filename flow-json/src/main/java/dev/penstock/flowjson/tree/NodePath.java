package dev.penstock.flowjson.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where in the tree a value stands, written as Meta writes {@code pointers[].path}:
 * {@code screens[0].layout.children[2].on-click-action}. Immutable.
 */
public final class NodePath {

    /** The path of the document itself, written as the empty text. */
    public static final NodePath ROOT = new NodePath(null, "", -1);

    private static final int MAX_KEY_IN_TEXT = 60;

    private final @Nullable NodePath parent;
    private final String name;
    private final int index;

    private NodePath(@Nullable NodePath parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /**
     * Steps into an object.
     *
     * @param key the name of the property
     * @return the path of that property's value
     */
    public NodePath child(String key) {
        return new NodePath(this, key, -1);
    }

    /**
     * Steps into an array.
     *
     * @param position the position, from 0
     * @return the path of that item
     */
    public NodePath child(int position) {
        return new NodePath(this, "", position);
    }

    /** {@return the path in Meta's notation; keys longer than 60 characters are cut} */
    @Override
    public String toString() {
        Deque<NodePath> steps = new ArrayDeque<>();
        for (NodePath step = this; step.parent != null; step = step.parent) {
            steps.push(step);
        }
        var text = new StringBuilder();
        for (NodePath step : steps) {
            step.append(text);
        }
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (index >= 0) {
            text.append('[').append(index).append(']');
            return;
        }
        if (!text.isEmpty()) {
            text.append('.');
        }
        text.append(name.length() <= MAX_KEY_IN_TEXT ? name : name.substring(0, MAX_KEY_IN_TEXT) + "…");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodePath that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
