package dev.penstock;

import java.util.Objects;

/**
 * Thrown by a handler, or by what it calls, to end the conversation because the flow token is not, or no longer, valid
 * (status 427): the same as to return {@link ScreenRequest#invalidFlowToken}, from deep inside.
 *
 * <p>The message is for the person, who reads it; it is sent encrypted like any answer, and is not logged.
 */
public final class InvalidFlowTokenException extends FlowException {

    private static final long serialVersionUID = 1;

    private final String errorMessage;

    /**
     * Creates the exception.
     *
     * @param errorMessage the text for the person
     */
    public InvalidFlowTokenException(String errorMessage) {
        super(Objects.requireNonNull(errorMessage, "errorMessage"));
        this.errorMessage = errorMessage;
    }

    /** {@return the text for the person} */
    public String errorMessage() {
        return errorMessage;
    }

    @Override
    public int status() {
        return 427;
    }
}
