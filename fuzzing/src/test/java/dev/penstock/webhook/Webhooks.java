package dev.penstock.webhook;

import dev.penstock.webhook.event.UnreadableEvent;

/** Reads a webhook without the queue and the threads that are between its two halves. */
public final class Webhooks {

    private Webhooks() {}

    /** Reads all its events; says whether there are any and all are readable. */
    public static boolean areRead(byte[] body) {
        var items = PayloadSplitter.split(body);
        return items.stream().noneMatch(item -> item.event() instanceof UnreadableEvent) && !items.isEmpty();
    }
}
