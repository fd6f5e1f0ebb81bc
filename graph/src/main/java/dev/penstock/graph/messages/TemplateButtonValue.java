package dev.penstock.graph.messages;

/** What a button of a template needs beside the Flow button; a button without a value needs nothing. */
public sealed interface TemplateButtonValue {

    /**
     * The end of a link, for a button whose URL has a placeholder.
     *
     * @param text what replaces the placeholder
     * @return the value
     * @throws IllegalArgumentException if it is empty
     */
    static TemplateButtonValue linkEnd(String text) {
        return new LinkEnd(text);
    }

    /**
     * What a quick reply sends back when it is tapped.
     *
     * @param payload the text that the webhook gets
     * @return the value
     * @throws IllegalArgumentException if it is empty
     */
    static TemplateButtonValue quickReply(String payload) {
        return new QuickReply(payload);
    }

    /**
     * A code to be copied.
     *
     * @param code the code
     * @return the value
     * @throws IllegalArgumentException if it is empty
     */
    static TemplateButtonValue couponCode(String code) {
        return new CouponCode(code);
    }

    private static void check(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("The value of a button is empty: give a text, or no value.");
        }
    }

    /**
     * The end of a link.
     *
     * @param text what replaces the placeholder
     */
    record LinkEnd(String text) implements TemplateButtonValue {

        /** Checks the text. */
        public LinkEnd {
            check(text);
        }

        @Override
        public String toString() {
            return "LinkEnd[hidden]";
        }
    }

    /**
     * What a quick reply sends back.
     *
     * @param payload the text that the webhook gets
     */
    record QuickReply(String payload) implements TemplateButtonValue {

        /** Checks the text. */
        public QuickReply {
            check(payload);
        }

        @Override
        public String toString() {
            return "QuickReply[hidden]";
        }
    }

    /**
     * A code to be copied.
     *
     * @param code the code
     */
    record CouponCode(String code) implements TemplateButtonValue {

        /** Checks the text. */
        public CouponCode {
            check(code);
        }

        @Override
        public String toString() {
            return "CouponCode[hidden]";
        }
    }
}
