package dev.penstock.webhook;

import dev.penstock.webhook.event.WebhookEvent;
import java.util.Objects;

/**
 * Handles one kind of event. It may block: each runs on a virtual thread of its own.
 *
 * @param <E> the kind of event
 */
@FunctionalInterface
public interface WebhookHandler<E extends WebhookEvent> {

    /**
     * Handles an event.
     *
     * @param event the event
     * @throws Exception if it cannot; the event comes again, up to five times
     */
    void handle(E event) throws Exception;

    /**
     * Returns a handler that hands an event to this one, then to another. If this one throws, the other is not asked.
     *
     * @param next the other
     * @return both
     */
    default WebhookHandler<E> andThen(WebhookHandler<? super E> next) {
        Objects.requireNonNull(next, "next");
        return event -> {
            handle(event);
            next.handle(event);
        };
    }
}
