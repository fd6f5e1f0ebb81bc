package dev.penstock.flowjson.lint;

import dev.penstock.flowjson.text.TextRange;
import java.util.List;

/**
 * One thing that is wrong with a Flow JSON.
 *
 * @param code Meta's documented error code where there is one
 * @param severity error or warning
 * @param message what is wrong and how to mend it, in a sentence or two
 * @param pointers where, the most telling place first; one at least
 */
public record Finding(String code, Severity severity, String message, List<Pointer> pointers) {

    /**
     * One place in the document.
     *
     * @param range its stretch of the text
     * @param path its place in the tree, such as {@code screens[0].layout.children[0].type}; empty for the whole
     *     document
     */
    public record Pointer(TextRange range, String path) {}

    /** Copies the list. */
    public Finding {
        pointers = List.copyOf(pointers);
    }

    /** {@return where it is: the stretch of the first pointer} */
    public TextRange range() {
        return pointers.getFirst().range();
    }

    /** {@return where in the tree it is: the path of the first pointer} */
    public String path() {
        return pointers.getFirst().path();
    }

    /** {@return whether it is an error} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
