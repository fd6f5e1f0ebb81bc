package dev.penstock.metrics.internal;

import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueue;
import dev.penstock.webhook.queue.WebhookQueueFullException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A queue that counts what it fails at, and is asked now and then how full it is. */
public final class CountedQueue implements WebhookQueue {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final WebhookQueue queue;
    private final Counter full;
    private final Counter failed;

    private CountedQueue(WebhookQueue queue, Counter full, Counter failed) {
        this.queue = queue;
        this.full = full;
        this.failed = failed;
    }

    /** Not a number where the queue could not be asked. */
    private record Figures(double size, double lagSeconds, double deadLetters) {

        private static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN, Double.NaN);
    }

    /** Registers the meters of the queue of webhooks. */
    public static WebhookQueue webhooks(MeterRegistry registry, WebhookQueue queue) {
        return new Names("penstock.webhook", "the queue of webhooks", Tags.empty()).register(registry, queue);
    }

    /** Registers the meters of a queue of events for a destination. */
    public static WebhookQueue events(MeterRegistry registry, String destination, WebhookQueue queue) {
        return new Names("penstock.event", "the queue of a destination of events", Tags.of("destination", destination))
                .register(registry, queue);
    }

    /** What its meters are called. */
    private record Names(String prefix, String what, Tags tags) {

        WebhookQueue register(MeterRegistry registry, WebhookQueue queue) {
            var counted = new CountedQueue(queue, errors(registry, "full"), errors(registry, "failed"));
            var figures = new Sampled<>(counted::figures, Figures.UNKNOWN, EVERY, PATIENCE);
            gauge(figures, ".queue.size", "Events that wait or are being handled.", Figures::size)
                    .register(registry);
            gauge(
                            figures,
                            ".dead.letters",
                            "Events that are kept aside, after too many failures.",
                            Figures::deadLetters)
                    .register(registry);
            gauge(
                            figures,
                            ".queue.lag",
                            "For how long the event that has been due the longest has waited.",
                            Figures::lagSeconds)
                    .baseUnit("seconds")
                    .register(registry);
            return counted;
        }

        private Counter errors(MeterRegistry registry, String problem) {
            return Counter.builder(prefix + ".queue.errors")
                    .description("How often %s had no room, or failed, which is its database.".formatted(what))
                    .tags(tags.and("problem", problem))
                    .register(registry);
        }

        private Gauge.Builder<Sampled<Figures>> gauge(
                Sampled<Figures> figures, String name, String description, ToDoubleFunction<Figures> figure) {
            return Gauge.builder(prefix + name, figures, of -> figure.applyAsDouble(of.get()))
                    .description(description)
                    .tags(tags)
                    .strongReference(true);
        }
    }

    private Figures figures() {
        try {
            var lag = queue.lag().map(CountedQueue::seconds).orElse(Double.NaN);
            return new Figures(queue.size(), lag, queue.aside());
        } catch (RuntimeException away) {
            failed.increment();
            return Figures.UNKNOWN;
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private interface Work<T, E extends Exception> {

        T run() throws E;
    }

    private <T, E extends Exception> T counted(Work<T, E> work) throws E {
        try {
            return work.run();
        } catch (WebhookQueueFullException noRoom) {
            full.increment();
            throw noRoom;
        } catch (RuntimeException away) {
            failed.increment();
            throw away;
        }
    }

    private void counted(Runnable work) {
        this.<Boolean, RuntimeException>counted(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public int put(List<WebhookItem> items) {
        return this.<Integer, RuntimeException>counted(() -> queue.put(items));
    }

    @Override
    public Optional<ClaimedItem> claim(Duration longest) throws InterruptedException {
        return this.<Optional<ClaimedItem>, InterruptedException>counted(() -> queue.claim(longest));
    }

    @Override
    public void done(ClaimedItem claimed) {
        counted(() -> queue.done(claimed));
    }

    @Override
    public void retry(ClaimedItem claimed, Duration after) {
        counted(() -> queue.retry(claimed, after));
    }

    @Override
    public void giveBack(ClaimedItem claimed) {
        counted(() -> queue.giveBack(claimed));
    }

    @Override
    public void giveUp(ClaimedItem claimed) {
        counted(() -> queue.giveUp(claimed));
    }

    @Override
    public int aside() {
        return queue.aside();
    }

    @Override
    public int takeUpAgain() {
        return this.<Integer, RuntimeException>counted(queue::takeUpAgain);
    }

    @Override
    public Optional<Duration> lag() {
        return queue.lag();
    }

    @Override
    public Optional<Duration> lease() {
        return queue.lease();
    }

    @Override
    public boolean isDurable() {
        return queue.isDurable();
    }

    @Override
    public int size() {
        return queue.size();
    }

    @Override
    public void close() {
        queue.close();
    }

    @Override
    public String toString() {
        return queue.toString();
    }
}
