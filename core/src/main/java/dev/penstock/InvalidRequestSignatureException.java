package dev.penstock;

import java.util.Objects;

/** Thrown when {@code X-Hub-Signature-256} is not Meta's signature over the received bytes (status 432). */
public final class InvalidRequestSignatureException extends FlowException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, without anything of the request's contents
     */
    public InvalidRequestSignatureException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    @Override
    public int status() {
        return 432;
    }
}
