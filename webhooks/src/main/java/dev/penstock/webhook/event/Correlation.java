package dev.penstock.webhook.event;

/** What ties a completion to the message that was sent. Meta names no Flow in a completion. */
public sealed interface Correlation {

    /**
     * By the flow token that was given to the message; the surest.
     *
     * @param token the flow token, unverified
     */
    record ByFlowToken(String token) implements Correlation {

        @Override
        public String toString() {
            return "ByFlowToken[hidden]";
        }
    }

    /**
     * By the id of the message that was answered ({@code context.id}).
     *
     * @param messageId the id that sending the message returned
     */
    record ByMessage(String messageId) implements Correlation {}

    /** There is nothing: the message had no flow token, and Meta did not name it. */
    record None() implements Correlation {}
}
