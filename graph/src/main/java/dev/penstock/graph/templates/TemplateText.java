package dev.penstock.graph.templates;

import dev.penstock.graph.messages.TemplateValues;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text of a template, which may have placeholders, with an example for each of them, which Meta wants to see before
 * it approves.
 *
 * @param text the text, with placeholders such as <code>{{1}}</code> or <code>{{first_name}}</code>
 * @param examples an example for each placeholder
 */
public record TemplateText(String text, TemplateValues examples) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}\\s]+)\\s*}}");

    /**
     * Checks that there is a text.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public TemplateText {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A text of the template is empty.");
        }
    }

    /**
     * A text without placeholders.
     *
     * @param text the text
     * @return the text
     * @throws IllegalArgumentException if it is empty
     */
    public static TemplateText of(String text) {
        return new TemplateText(text, TemplateValues.none());
    }

    /** {@return the placeholders, each once, in the order of the text, without braces} */
    public List<String> placeholders() {
        return placeholdersOf(text);
    }

    static List<String> placeholdersOf(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
