package dev.penstock.webhook.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A queue in memory. <b>When the process ends, events that were answered and not yet handled are lost</b>, and Meta
 * does not send them again; use a durable queue where that matters.
 *
 * <p>Bounded: so many items, 64 MiB of content, and the keys of the last 100,000 events for recognising duplicates. Of
 * the items that were given up the last 1,000 are kept aside, with at most 16 MiB of content.
 * Thread-safe.
 */
public final class MemoryWebhookQueue implements WebhookQueue {

    /** How many items it holds unless said otherwise: 10,000. */
    public static final int DEFAULT_ITEMS = 10_000;

    private static final long MAX_BYTES = 64L * 1_024 * 1_024;
    private static final int MAX_KEYS = 100_000;
    private static final int MAX_ASIDE = 1_000;
    private static final long MAX_ASIDE_BYTES = 16L * 1_024 * 1_024;

    private final int maxItems;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::dueAt).thenComparingLong(Waiting::order));
    private final Map<String, Boolean> seen = new LinkedHashMap<>();
    private final Deque<WebhookItem> aside = new ArrayDeque<>();
    private long asideBytes;
    private long order;
    private long bytes;
    private int size;
    private boolean closed;

    private MemoryWebhookQueue(int maxItems, LongSupplier nanoTime) {
        this.maxItems = maxItems;
        this.nanoTime = nanoTime;
    }

    /** {@return a queue for {@value #DEFAULT_ITEMS} items} */
    public static MemoryWebhookQueue create() {
        return of(DEFAULT_ITEMS);
    }

    /**
     * Creates a queue.
     *
     * @param maxItems how many items it holds, at least 1
     * @return the queue
     */
    public static MemoryWebhookQueue of(int maxItems) {
        if (maxItems < 1) {
            throw new IllegalArgumentException(
                    "The queue would hold %d items: it must hold at least one.".formatted(maxItems));
        }
        long start = System.nanoTime();
        return new MemoryWebhookQueue(maxItems, () -> System.nanoTime() - start);
    }

    @Override
    public int put(List<WebhookItem> items) {
        lock.lock();
        try {
            var fresh = fresh(items);
            long more = fresh.stream().mapToLong(item -> item.json().length).sum();
            if (closed || size + fresh.size() > maxItems || bytes + more > MAX_BYTES) {
                throw new WebhookQueueFullException(
                        "The webhook queue in memory has no room: it holds %d of %d items.".formatted(size, maxItems));
            }
            for (var item : fresh) {
                remember(item.key());
                waiting.add(new Waiting(nanoTime.getAsLong(), order++, new ClaimedItem(item, 1)));
            }
            size += fresh.size();
            bytes += more;
            changed.signalAll();
            return fresh.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<ClaimedItem> claim(Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long deadline = nanoTime.getAsLong() + longest.toNanos();
            while (!closed) {
                long now = nanoTime.getAsLong();
                var next = waiting.peek();
                if (next != null && next.dueAt() <= now) {
                    waiting.remove();
                    return Optional.of(next.claimed());
                }
                if (now >= deadline) {
                    return Optional.empty();
                }
                long until = next == null ? deadline : Math.min(deadline, next.dueAt());
                // Only a hint when to look again; the loop decides.
                var unused = changed.await(until - now, TimeUnit.NANOSECONDS);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void done(ClaimedItem claimed) {
        lock.lock();
        try {
            size--;
            bytes -= claimed.item().json().length;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void retry(ClaimedItem claimed, Duration after) {
        waitAgain(new ClaimedItem(claimed.item(), claimed.attempt() + 1), after);
    }

    @Override
    public void giveBack(ClaimedItem claimed) {
        waitAgain(claimed, Duration.ZERO);
    }

    private void waitAgain(ClaimedItem item, Duration after) {
        lock.lock();
        try {
            waiting.add(new Waiting(nanoTime.getAsLong() + after.toNanos(), order++, item));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void giveUp(ClaimedItem claimed) {
        lock.lock();
        try {
            done(claimed);
            aside.addLast(claimed.item());
            asideBytes += claimed.item().json().length;
            while (aside.size() > MAX_ASIDE || asideBytes > MAX_ASIDE_BYTES) {
                asideBytes -= aside.removeFirst().json().length;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int aside() {
        lock.lock();
        try {
            return aside.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int takeUpAgain() {
        lock.lock();
        try {
            int count = aside.size();
            for (var item : aside) {
                waiting.add(new Waiting(nanoTime.getAsLong(), order++, new ClaimedItem(item, 1)));
            }
            size += count;
            bytes += asideBytes;
            aside.clear();
            asideBytes = 0;
            changed.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Duration> lag() {
        lock.lock();
        try {
            var next = waiting.peek();
            long nanos = next == null ? 0 : nanoTime.getAsLong() - next.dueAt();
            return Optional.of(Duration.ofNanos(Math.max(0, nanos)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "MemoryWebhookQueue[" + size() + " of " + maxItems + "]";
    }

    private List<WebhookItem> fresh(List<WebhookItem> items) {
        var fresh = new ArrayList<WebhookItem>();
        var keys = new HashSet<String>();
        for (var item : items) {
            if (!seen.containsKey(item.key()) && keys.add(item.key())) {
                fresh.add(item);
            }
        }
        return fresh;
    }

    private void remember(String key) {
        seen.put(key, true);
        if (seen.size() > MAX_KEYS) {
            var eldest = seen.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private record Waiting(long dueAt, long order, ClaimedItem claimed) {}
}
