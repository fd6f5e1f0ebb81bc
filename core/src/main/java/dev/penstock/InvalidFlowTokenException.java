package dev.penstock;

/** Thrown when a flow token is not, or no longer, valid (status 427). */
public final class InvalidFlowTokenException extends FlowException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, without anything of the request's contents
     */
    public InvalidFlowTokenException(String message) {
        super(message);
    }

    @Override
    public int status() {
        return 427;
    }
}
