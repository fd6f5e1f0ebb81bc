package dev.penstock.graph.templates;

import dev.penstock.graph.messages.TemplateValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a template says.
 *
 * @param format how placeholders are told apart
 * @param header what stands above the body
 * @param body the body, at most 1,024 characters
 * @param footer a line below, at most 60 characters
 * @param buttons the buttons, at most ten
 */
public record TemplateContent(
        PlaceholderFormat format,
        Optional<TemplateHeader> header,
        TemplateText body,
        Optional<String> footer,
        List<TemplateButton> buttons) {

    private static final int MAX_BODY = 1_024;
    private static final int MAX_FOOTER = 60;
    private static final int MAX_BUTTONS = 10;

    /**
     * Checks and copies the values.
     *
     * @throws IllegalArgumentException if a text is too long, or there are too many buttons
     */
    public TemplateContent {
        Lengths.check("body", body.text(), MAX_BODY);
        footer.ifPresent(line -> Lengths.check("footer", line, MAX_FOOTER));
        if (buttons.size() > MAX_BUTTONS) {
            throw new IllegalArgumentException(
                    "A template has at most %d buttons, this one has %d.".formatted(MAX_BUTTONS, buttons.size()));
        }
        buttons = List.copyOf(buttons);
    }

    /**
     * A body alone. Whether its placeholders have names is read from it.
     *
     * @param body the body
     * @return the content
     */
    public static TemplateContent of(TemplateText body) {
        boolean isNamed = body.examples() instanceof TemplateValues.Named
                || body.placeholders().stream().anyMatch(name -> !name.matches("[0-9]+"));
        return new TemplateContent(
                isNamed ? PlaceholderFormat.NAMED : PlaceholderFormat.POSITIONAL,
                Optional.empty(),
                body,
                Optional.empty(),
                List.of());
    }

    /**
     * Adds a header.
     *
     * @param above the header
     * @return a copy
     */
    public TemplateContent withHeader(TemplateHeader above) {
        return new TemplateContent(format, Optional.of(above), body, footer, buttons);
    }

    /**
     * Adds a footer.
     *
     * @param line the footer
     * @return a copy
     */
    public TemplateContent withFooter(String line) {
        return new TemplateContent(format, header, body, Optional.of(line), buttons);
    }

    /**
     * Adds a button behind those that there are.
     *
     * @param button the button
     * @return a copy
     */
    public TemplateContent withButton(TemplateButton button) {
        var more = new ArrayList<>(buttons);
        more.add(button);
        return new TemplateContent(format, header, body, footer, more);
    }
}
