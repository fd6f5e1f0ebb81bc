package dev.penstock.graph.messages;

import java.util.Locale;
import java.util.Optional;

/**
 * What stands above the text of a message: a line, or one file. Source: Meta, interactive messages, object {@code
 * header}.
 */
public sealed interface MessageHeader {

    /**
     * A line of text.
     *
     * @param text the line, 1 to 60 characters
     * @return the header
     * @throws IllegalArgumentException if it is empty or too long
     */
    static MessageHeader text(String text) {
        return new Text(text);
    }

    /**
     * A picture.
     *
     * @param source where it is
     * @return the header
     */
    static Media image(MediaSource source) {
        return new Media(Kind.IMAGE, source, Optional.empty());
    }

    /**
     * A video.
     *
     * @param source where it is
     * @return the header
     */
    static Media video(MediaSource source) {
        return new Media(Kind.VIDEO, source, Optional.empty());
    }

    /**
     * A document.
     *
     * @param source where it is
     * @param fileName the name under which phones show it
     * @return the header
     * @throws IllegalArgumentException if the name is empty
     */
    static Media document(MediaSource source, String fileName) {
        return new Media(Kind.DOCUMENT, source, Optional.of(fileName));
    }

    /** What a file is. */
    enum Kind {
        /** A picture. */
        IMAGE,
        /** A video. */
        VIDEO,
        /** A document. */
        DOCUMENT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A line of text.
     *
     * @param text the line, 1 to 60 characters
     */
    record Text(String text) implements MessageHeader {

        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is empty or too long
         */
        public Text {
            MessageTextLimits.HEADER.check(text);
        }

        @Override
        public String toString() {
            return "Text[hidden]";
        }
    }

    /**
     * A file.
     *
     * @param kind what it is
     * @param source where it is
     * @param fileName the name of a document; other files have none
     */
    record Media(Kind kind, MediaSource source, Optional<String> fileName) implements MessageHeader {

        /**
         * Checks that only a document has a name.
         *
         * @throws IllegalArgumentException if another file has one, or it is empty
         */
        public Media {
            if (fileName.isPresent() && (kind != Kind.DOCUMENT || fileName.get().isBlank())) {
                throw new IllegalArgumentException("Only a document has a file name, and it is not empty.");
            }
        }

        @Override
        public String toString() {
            return "Media[" + kind + "]";
        }
    }
}
