package dev.penstock.postgres;

import dev.penstock.webhook.queue.WebhookItem;
import java.time.Instant;
import java.util.Objects;

/**
 * An item that was given up and is kept aside for people.
 *
 * @param item the item; its content holds personal data
 * @param attempts how often it was tried
 * @param since when it was given up
 */
public record KeptAside(WebhookItem item, int attempts, Instant since) {

    /** Refuses null. */
    public KeptAside {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(since, "since");
    }
}
