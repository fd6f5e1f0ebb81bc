package dev.penstock.replay;

/**
 * Thrown when something was answered before and the answer can no longer be given: the guard had to give up its bytes,
 * or they were more than it could ever keep. It is not made anew either.
 */
public final class AnswerNotKeptException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public AnswerNotKeptException() {
        super("This was answered before, and the answer can no longer be given.");
    }
}
