package dev.penstock.server;

import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A queue whose store takes as long as a test wants to take an item. */
record StuckQueue(Runnable store) implements WebhookQueue {

    @Override
    public int put(List<WebhookItem> items) {
        store.run();
        return items.size();
    }

    @Override
    public Optional<ClaimedItem> claim(Duration longest) throws InterruptedException {
        Thread.sleep(longest); // nothing is ever due
        return Optional.empty();
    }

    @Override
    public void done(ClaimedItem claimed) {}

    @Override
    public void retry(ClaimedItem claimed, Duration after) {}

    @Override
    public void giveUp(ClaimedItem claimed) {}

    @Override
    public int aside() {
        return 0;
    }

    @Override
    public int takeUpAgain() {
        return 0;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public void close() {}
}
