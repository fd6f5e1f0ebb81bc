package dev.penstock;

/**
 * A request that is answered with a status other than 200. Each kind knows that status: 421, 427 and 432 are Meta's,
 * 400 is ours, since none is documented for a request without the documented form.
 *
 * <p>{@link dev.penstock.endpoint.FlowEndpoint#answer} catches these and answers; who opens or parses requests without
 * an endpoint catches them. What goes wrong later, in a handler, is not among them: {@link UnhandledScreenException}
 * and {@link DataBindingException} leave the person on the screen. Nor are wrong arguments and unusable keys.
 *
 * <p>Messages name what is wrong with the request but never hold anything of its payload, tokens, keys or secrets. Only
 * that of an {@link InvalidFlowTokenException} is its thrower's own, for the person.
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
