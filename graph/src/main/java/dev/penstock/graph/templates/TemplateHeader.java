package dev.penstock.graph.templates;

import dev.penstock.graph.messages.MessageHeader;
import java.util.Optional;

/** What stands above the body of a template. */
public sealed interface TemplateHeader {

    /**
     * A picture, video or document, which each message names.
     *
     * @param kind what it is
     * @param example the handle of an uploaded example (Resumable Upload API)
     * @return the header
     */
    static File file(MessageHeader.Kind kind, String example) {
        return new File(kind, Optional.of(example));
    }

    /**
     * A line of text.
     *
     * @param text the line, at most 60 characters, with one placeholder at most
     */
    record Line(TemplateText text) implements TemplateHeader {

        private static final int MAX_LENGTH = 60;

        /**
         * Checks the line.
         *
         * @throws IllegalArgumentException if it is too long, or has two placeholders
         */
        public Line {
            Lengths.check("header", text.text(), MAX_LENGTH);
            if (text.placeholders().size() > 1) {
                throw new IllegalArgumentException(
                        "The header of a template has one placeholder at most, this one has %d."
                                .formatted(text.placeholders().size()));
            }
        }
    }

    /**
     * A picture, video or document, which each message names.
     *
     * @param kind what it is
     * @param example the handle of an uploaded example (Resumable Upload API), which creating needs
     */
    record File(MessageHeader.Kind kind, Optional<String> example) implements TemplateHeader {}

    /**
     * A kind that this library does not fill in, such as {@code LOCATION}.
     *
     * @param format Meta's word for it
     */
    record Other(String format) implements TemplateHeader {}
}
