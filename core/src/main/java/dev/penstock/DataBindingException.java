package dev.penstock;

/**
 * Thrown when the data of a request does not fit the record that a handler asks for. The message names the record and the
 * field, never a value.
 */
public final class DataBindingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message the record and the field that do not fit
     */
    public DataBindingException(String message) {
        super(message);
    }
}
