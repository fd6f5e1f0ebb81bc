package dev.penstock.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueue;
import dev.penstock.webhook.queue.WebhookQueueFullException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How full a queue of webhooks is, how far behind, and whether it works. */
class CountedQueueTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PenstockMetrics metrics = PenstockMetrics.in(registry, 1);

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double errors(String problem) {
        return registry.get("penstock.webhook.queue.errors")
                .tag("problem", problem)
                .counter()
                .count();
    }

    private static WebhookItem item(String key) {
        return new WebhookItem(key, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void depthLagAndDeadLettersAreShown() throws Exception {
        var queue = metrics.counted(MemoryWebhookQueue.of(10));
        queue.put(List.of(item("a"), item("b"), item("c")));
        queue.giveUp(queue.claim(Duration.ZERO).orElseThrow());

        assertThat(gauge("penstock.webhook.queue.size")).isEqualTo(2);
        assertThat(gauge("penstock.webhook.dead.letters")).isEqualTo(1);
        assertThat(gauge("penstock.webhook.queue.lag")).isPositive();
        assertThat(errors("full")).isZero();
        assertThat(errors("failed")).isZero();
    }

    @Test
    void queueWithoutRoomIsCounted() {
        var queue = metrics.counted(MemoryWebhookQueue.of(1));

        assertThatThrownBy(() -> queue.put(List.of(item("a"), item("b"))))
                .isInstanceOf(WebhookQueueFullException.class);

        assertThat(errors("full")).isEqualTo(1);
    }

    @Test
    void queueWhoseDatabaseIsAwayIsCountedAndItsFiguresAreUnknown() {
        var queue = metrics.counted(new AwayQueue());

        assertThatThrownBy(() -> queue.claim(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        assertThat(errors("failed")).isEqualTo(1);
        assertThat(gauge("penstock.webhook.queue.size")).isNaN();
        assertThat(gauge("penstock.webhook.dead.letters")).isNaN();
    }

    @Test
    void whoAsksDoesNotWaitForAQueueThatHangs() {
        var release = new CountDownLatch(1);
        metrics.counted(new AwayQueue() {
            @Override
            public int size() {
                try {
                    release.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return 1;
            }
        });

        long start = System.nanoTime();
        assertThat(gauge("penstock.webhook.queue.size")).isNaN();
        assertThat(gauge("penstock.webhook.dead.letters")).isNaN();
        assertThat(gauge("penstock.webhook.queue.lag")).isNaN();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        release.countDown();
    }

    /** Fails at everything. */
    private static class AwayQueue implements WebhookQueue {

        @Override
        public int put(List<WebhookItem> items) {
            throw new IllegalStateException();
        }

        @Override
        public Optional<ClaimedItem> claim(Duration longest) {
            throw new IllegalStateException();
        }

        @Override
        public void done(ClaimedItem claimed) {
            throw new IllegalStateException();
        }

        @Override
        public void retry(ClaimedItem claimed, Duration after) {
            throw new IllegalStateException();
        }

        @Override
        public void giveUp(ClaimedItem claimed) {
            throw new IllegalStateException();
        }

        @Override
        public int aside() {
            return 0;
        }

        @Override
        public int takeUpAgain() {
            throw new IllegalStateException();
        }

        @Override
        public boolean isDurable() {
            return true;
        }

        @Override
        public int size() {
            throw new IllegalStateException();
        }

        @Override
        public void close() {}
    }
}
