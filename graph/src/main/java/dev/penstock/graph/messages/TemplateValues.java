package dev.penstock.graph.messages;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts for the placeholders of one part of a template: by their place, for <code>{{1}}</code>, or by their name, for
 * <code>{{first_name}}</code>. A template has one kind only.
 */
public sealed interface TemplateValues {

    /** {@return no values, for a part without placeholders} */
    static TemplateValues none() {
        return new Positional(List.of());
    }

    /**
     * By place.
     *
     * @param texts the texts, the first for <code>{{1}}</code>; none is empty
     * @return the values
     * @throws IllegalArgumentException if one is empty
     */
    static TemplateValues positional(List<String> texts) {
        return new Positional(texts);
    }

    /**
     * By place.
     *
     * @param texts the texts, the first for <code>{{1}}</code>; none is empty
     * @return the values
     * @throws IllegalArgumentException if one is empty
     */
    static TemplateValues positional(String... texts) {
        return new Positional(List.of(texts));
    }

    /**
     * By name.
     *
     * @param texts the text for each name; none is empty
     * @return the values
     * @throws IllegalArgumentException if a name or a text is empty
     */
    static TemplateValues named(Map<String, String> texts) {
        return new Named(texts);
    }

    /** {@return whether there are none} */
    boolean isEmpty();

    private static void check(Iterable<String> texts) {
        for (var text : texts) {
            if (text.isBlank()) {
                throw new IllegalArgumentException(
                        "The value of a placeholder is empty, which Meta refuses: leave the word out of the template"
                                + " instead.");
            }
        }
    }

    /**
     * By place.
     *
     * @param texts the texts
     */
    record Positional(List<String> texts) implements TemplateValues {

        /** Checks and copies the texts. */
        public Positional {
            texts = List.copyOf(texts);
            check(texts);
        }

        @Override
        public boolean isEmpty() {
            return texts.isEmpty();
        }

        @Override
        public String toString() {
            return "Positional[" + texts.size() + "]";
        }
    }

    /**
     * By name.
     *
     * @param texts the text for each name
     */
    record Named(Map<String, String> texts) implements TemplateValues {

        /** Checks and copies the texts. */
        public Named {
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
            check(texts.keySet());
            check(texts.values());
        }

        @Override
        public boolean isEmpty() {
            return texts.isEmpty();
        }

        @Override
        public String toString() {
            return "Named" + texts.keySet();
        }
    }
}
