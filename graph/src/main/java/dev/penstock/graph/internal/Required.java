package dev.penstock.graph.internal;

import dev.penstock.graph.GraphException;
import dev.penstock.internal.Fields;

/** Fields without which an answer of the Graph API says nothing. */
public final class Required {

    private Required() {}

    /** The text of a field, or a number as text. */
    public static String text(Fields answer, String name) {
        return answer.textOrNumber(name)
                .orElseThrow(() -> GraphException.unreadable(
                        "The answer of the Graph API has no text in the field \"%s\".".formatted(name)));
    }
}
