package dev.penstock.spring;

import dev.penstock.webhook.event.WebhookEvent;

/**
 * Handles one kind of webhook event. A bean of this type is called with every event of its kind: {@code
 * WebhookEventHandler<FlowCompletion>} for completed Flows, {@code FlowAlert}, {@code MessageStatus},
 * {@code UserChange} for the others, {@code WebhookEvent} for what is none of these.
 *
 * <p>What {@link dev.penstock.webhook.WebhookHandlers} says holds here: it runs after Meta was answered, on a virtual
 * thread, and is called again when it throws, so it must be idempotent.
 *
 * @param <E> the kind of event
 */
@FunctionalInterface
public interface WebhookEventHandler<E extends WebhookEvent> {

    /**
     * Handles an event.
     *
     * @param event the event
     * @throws Exception if it cannot; the event comes again, up to five times
     */
    void handle(E event) throws Exception;
}
