package dev.penstock.graph.webhook;

import java.util.Map;

/**
 * One thing that Meta told by webhook.
 *
 * <p>The {@link #raw()} part holds personal data; {@code toString} of every kind leaves it out.
 */
public sealed interface WebhookEvent permits FlowCompletion, FlowAlert, MessageStatus, OtherEvent, UnreadableEvent {

    /** {@return the part of the webhook that this event was read from, read-only} */
    Map<String, Object> raw();
}
