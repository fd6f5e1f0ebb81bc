package dev.penstock;

import java.util.Objects;

/** Thrown when a request, encrypted or opened, does not have the documented form (status 400). */
public final class MalformedRequestException extends FlowException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, without anything of the request's contents
     */
    public MalformedRequestException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    @Override
    public int status() {
        return 400;
    }
}
