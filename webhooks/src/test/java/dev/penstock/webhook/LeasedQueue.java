package dev.penstock.webhook;

import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A queue that says how long an item belongs to who took it. */
class LeasedQueue implements WebhookQueue {

    private final WebhookQueue real = MemoryWebhookQueue.create();
    private final Duration lease;

    LeasedQueue(Duration lease) {
        this.lease = lease;
    }

    @Override
    public Optional<Duration> lease() {
        return Optional.of(lease);
    }

    @Override
    public int put(List<WebhookItem> items) {
        return real.put(items);
    }

    @Override
    public Optional<ClaimedItem> claim(Duration longest) throws InterruptedException {
        return real.claim(longest);
    }

    @Override
    public void done(ClaimedItem claimed) {
        real.done(claimed);
    }

    @Override
    public void retry(ClaimedItem claimed, Duration after) {
        real.retry(claimed, after);
    }

    @Override
    public void giveUp(ClaimedItem claimed) {
        real.giveUp(claimed);
    }

    @Override
    public int aside() {
        return real.aside();
    }

    @Override
    public int takeUpAgain() {
        return real.takeUpAgain();
    }

    @Override
    public boolean isDurable() {
        return real.isDurable();
    }

    @Override
    public int size() {
        return real.size();
    }

    @Override
    public void close() {
        real.close();
    }
}
