package dev.penstock.webhook.event;

import java.util.Map;

/**
 * One thing that Meta told by webhook.
 *
 * <p>The {@link #raw()} part holds personal data; {@code toString} of every kind leaves it out.
 */
public sealed interface WebhookEvent
        permits FlowCompletion, FlowAlert, MessageStatus, UserChange, OtherEvent, UnreadableEvent {

    /** {@return the part of the webhook that this event was read from, read-only} */
    Map<String, Object> raw();

    /**
     * Reads an event as a queue keeps it, {@code WebhookItem.json()}.
     *
     * @param json the event as JSON
     * @return the event; an {@link UnreadableEvent} if it lacks what its kind must have
     */
    static WebhookEvent read(byte[] json) {
        return EventReader.read(json);
    }
}
