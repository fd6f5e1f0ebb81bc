package dev.penstock;

/**
 * The root of everything that Penstock throws about a request. Each kind knows the HTTP status that Meta documents for it.
 *
 * <p>Messages name what is wrong with the request but never hold anything of its payload, tokens, keys or secrets.
 */
public abstract sealed class FlowException extends RuntimeException
        permits InvalidRequestSignatureException,
                MalformedRequestException,
                UndecryptableRequestException,
                InvalidFlowTokenException {

    private static final long serialVersionUID = 1;

    FlowException(String message) {
        super(message);
    }

    /** {@return the HTTP status with which an endpoint answers such a request} */
    public abstract int status();
}
