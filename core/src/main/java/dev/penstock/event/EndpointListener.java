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
     * Returns a listener that calls this one and then another.
     *
     * @param next the other
     * @return both
     */
    default EndpointListener andThen(EndpointListener next) {
        Objects.requireNonNull(next, "next");
        return event -> {
            on(event);
            next.on(event);
        };
    }
}
