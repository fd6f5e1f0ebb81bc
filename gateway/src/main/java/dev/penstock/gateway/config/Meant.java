package dev.penstock.gateway.config;

import dev.penstock.flowjson.nearest.Nearest;
import java.util.Collection;

/** Says which of the known words was probably meant, or which there are. */
final class Meant {

    private static final int SHORT_LIST = 16;

    private Meant() {}

    /** A sentence with a space before it; empty where there is nothing to say. */
    static String by(String word, Collection<String> known) {
        return Nearest.to(word, known)
                .map(" Did you mean \"%s\"?"::formatted)
                .orElseGet(
                        () -> known.size() <= SHORT_LIST ? " There are: %s.".formatted(String.join(", ", known)) : "");
    }
}
