package dev.penstock.webhook.queue;

import dev.penstock.webhook.event.WebhookEvent;

/**
 * One event as a queue keeps it: what makes it that event, and what it says.
 *
 * <p>The array is not copied; do not change it.
 *
 * @param key the same for every delivery of the same event: made of the message id where there is one, else of a hash
 *     of the content; at most 300 characters
 * @param json the event as JSON, to be stored as it is; it holds personal data
 */
public record WebhookItem(String key, byte[] json) {

    /** {@return the event, read from the JSON} */
    public WebhookEvent event() {
        return WebhookEvent.read(json);
    }

    @Override
    public String toString() {
        return "WebhookItem[" + json.length + " bytes]";
    }
}
