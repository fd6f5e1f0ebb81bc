package dev.penstock.webhook.event;

import java.util.Map;

/**
 * Something that lacks what its kind must have. It was signed by Meta, so it is kept for people to look at.
 *
 * @param reason what is missing or wrong, without any of the content
 * @param raw the part of the webhook
 */
public record UnreadableEvent(String reason, Map<String, Object> raw) implements WebhookEvent {

    @Override
    public String toString() {
        return "UnreadableEvent[" + reason + "]";
    }
}
