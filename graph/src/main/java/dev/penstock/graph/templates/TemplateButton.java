package dev.penstock.graph.templates;

import dev.penstock.id.FlowId;
import java.util.Optional;

/** A button of a template. */
public sealed interface TemplateButton {

    /** The longest text on a button, in characters: {@value}. */
    int MAX_TEXT = 25;

    /** {@return the words on it; empty for a button whose words WhatsApp writes} */
    String text();

    /**
     * A button that opens a published Flow and asks its endpoint for the first screen.
     *
     * @param text the words on it, at most 25 characters
     * @param flow the Flow
     * @return the button
     * @throws IllegalArgumentException if the text is empty or too long
     */
    static Flow flow(String text, FlowId flow) {
        return new Flow(text, new TemplateFlow.ById(flow), true, Optional.empty(), Optional.empty());
    }

    /** A small picture on the Flow button. */
    enum Icon {
        /** A sheet. */
        DOCUMENT,
        /** An offer. */
        PROMOTION,
        /** A rating. */
        REVIEW
    }

    /**
     * A button that opens a Flow. Source: Meta, "Sending a Flow", templates; the icon is in the reference of templates.
     *
     * @param text the words on it, at most 25 characters
     * @param flow the Flow
     * @param asksEndpoint whether the endpoint is asked for the first screen ({@code data_exchange}); otherwise the
     *     phone shows a screen by itself ({@code navigate})
     * @param screen the screen that it shows then; empty for the first one
     * @param icon a small picture, if there is one
     */
    record Flow(String text, TemplateFlow flow, boolean asksEndpoint, Optional<String> screen, Optional<Icon> icon)
            implements TemplateButton {

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the text is empty or too long, or a screen is named though the endpoint
         *     is asked
         */
        public Flow {
            Lengths.check("button's text", text, MAX_TEXT);
            if (asksEndpoint && screen.isPresent()) {
                throw new IllegalArgumentException(
                        "A button that asks the endpoint opens no screen of its own: leave one of the two out.");
            }
        }

        /**
         * Opens on a screen without asking the endpoint.
         *
         * @param first the screen, one without a screen before it
         * @return a copy
         */
        public Flow opening(String first) {
            return new Flow(text, flow, false, Optional.of(first), icon);
        }

        /**
         * Adds a small picture.
         *
         * @param picture the picture
         * @return a copy
         */
        public Flow withIcon(Icon picture) {
            return new Flow(text, flow, asksEndpoint, screen, Optional.of(picture));
        }
    }

    /**
     * A button that sends its text back.
     *
     * @param text the words on it, at most 25 characters
     */
    record QuickReply(String text) implements TemplateButton {

        /** Checks the text. */
        public QuickReply {
            Lengths.check("button's text", text, MAX_TEXT);
        }
    }

    /**
     * A button that opens a page.
     *
     * @param text the words on it, at most 25 characters
     * @param url the page; <code>{{1}}</code> at its end is filled in by each message
     * @param example an example for the whole URL, which creating needs where there is a placeholder
     */
    record Link(String text, String url, Optional<String> example) implements TemplateButton {

        /** Checks the text. */
        public Link {
            Lengths.check("button's text", text, MAX_TEXT);
        }

        /**
         * Makes a button without an example.
         *
         * @param text the words on it, at most 25 characters
         * @param url the page
         * @return the button
         */
        public static Link to(String text, String url) {
            return new Link(text, url, Optional.empty());
        }

        /**
         * Adds an example.
         *
         * @param url an example for the whole URL
         * @return a copy
         */
        public Link withExample(String url) {
            return new Link(text, this.url, Optional.of(url));
        }

        /** {@return whether each message must say how the URL ends} */
        public boolean hasPlaceholder() {
            return !TemplateText.placeholdersOf(url).isEmpty();
        }
    }

    /**
     * A button that calls a number.
     *
     * @param text the words on it, at most 25 characters
     * @param number the number
     */
    record Call(String text, String number) implements TemplateButton {

        /** Checks the text. */
        public Call {
            Lengths.check("button's text", text, MAX_TEXT);
        }
    }

    /**
     * A button that copies a code, which each message names.
     *
     * @param example an example of a code
     */
    record CopyCode(String example) implements TemplateButton {

        @Override
        public String text() {
            return "";
        }
    }

    /**
     * A button of a kind that this library does not know.
     *
     * @param type Meta's word for it
     * @param text the words on it
     */
    record Other(String type, String text) implements TemplateButton {}
}
