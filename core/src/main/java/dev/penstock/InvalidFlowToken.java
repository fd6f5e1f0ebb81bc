package dev.penstock;

import java.util.Objects;

/**
 * Tells the person that the flow token is not, or no longer, valid (status 427). The phone shows the text and disables
 * the button of the message that opened the Flow; only a new message with a new token helps.
 *
 * @param errorMessage the text for the person; sent encrypted like any answer
 */
public record InvalidFlowToken(String errorMessage) implements FlowResponse {

    /** Refuses null. */
    public InvalidFlowToken {
        Objects.requireNonNull(errorMessage, "errorMessage");
    }

    @Override
    public String toString() {
        return "InvalidFlowToken[]";
    }
}
