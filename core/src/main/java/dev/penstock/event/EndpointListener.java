package dev.penstock.event;

import java.util.Objects;

/**
 * Hears what happens at an endpoint; metrics, traces and logs are listeners.
 *
 * <p>Called in the thread that serves the request, or that of a handler, so it must be quick and thread-safe. What it
 * throws does not touch the request, and is logged, at most once a minute.
 */
@FunctionalInterface
public interface EndpointListener {

    /**
     * Hears of an event.
     *
     * @param event what happened; never holds anything of a payload, token, key or secret, but for the message of a
     *     {@code cause}, see {@link EndpointEvent}
     */
    void on(EndpointEvent event);

    /**
     * Hears how long a step on the way of a request took, for traces. Does nothing unless overridden.
     *
     * @param step the step, which has just come to its end
     */
    default void onStep(RequestStep step) {
        Objects.requireNonNull(step, "step");
    }

    /**
     * Returns the listener that hears what happens at one endpoint. Asked once for each endpoint, when it is built: so
     * metrics can begin at zero, and need not look up anything when a request comes.
     *
     * @param endpoint what names the endpoint
     * @return the listener for it; this one unless an implementation knows better
     */
    default EndpointListener at(EndpointLabels endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        return this;
    }

    /**
     * Returns a listener that calls this one and then another.
     *
     * @param next the other
     * @return both
     */
    default EndpointListener andThen(EndpointListener next) {
        return new TwoListeners(this, Objects.requireNonNull(next, "next"));
    }
}
