package dev.penstock.gateway.event;

import java.util.Objects;

/** Thrown when an event could not be delivered. The message says why and holds nothing of the event. */
public final class EventDeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param problem why, in a few words
     */
    public EventDeliveryException(String problem) {
        super(Objects.requireNonNull(problem, "problem"));
    }

    /**
     * Creates the exception with a cause.
     *
     * @param problem why, in a few words
     * @param cause what was thrown; its message is not logged
     */
    public EventDeliveryException(String problem, Throwable cause) {
        super(Objects.requireNonNull(problem, "problem"), Objects.requireNonNull(cause, "cause"));
    }
}
