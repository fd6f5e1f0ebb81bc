package dev.penstock.replay;

/** Thrown when another caller is still making the answer to the same request. */
public final class AnswerPendingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public AnswerPendingException() {
        super("Another caller is still making the answer to this request.");
    }
}
