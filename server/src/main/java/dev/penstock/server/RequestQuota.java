package dev.penstock.server;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * How much of a server some of its endpoints may take together, those of one tenant for example: so many requests are
 * answered at the same time, so many more wait in order of arrival, and the rest is refused at once. Thread-safe; never
 * blocks.
 */
public final class RequestQuota {

    private final int maxUnderWay;
    private final int maxWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();
    private int underWay;

    private RequestQuota(int maxUnderWay, int maxWaiting) {
        this.maxUnderWay = maxUnderWay;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Creates a quota.
     *
     * @param underWay how many requests are answered at the same time, at least 1
     * @param waiting how many more may wait, 0 or more
     * @return the quota
     * @throws IllegalArgumentException if a number is too small
     */
    public static RequestQuota of(int underWay, int waiting) {
        if (underWay < 1 || waiting < 0) {
            throw new IllegalArgumentException(
                    "A quota is at least 1 request under way, and no negative number waiting: found %d and %d."
                            .formatted(underWay, waiting));
        }
        return new RequestQuota(underWay, waiting);
    }

    /**
     * Begins a request, now or when others have left.
     *
     * @param begin begins it and returns at once; false if it could not, and is over. Whoever began calls
     *     {@link #leave}
     * @return false if there is no room, not even to wait
     */
    public boolean enter(BooleanSupplier begin) {
        lock.lock();
        try {
            if (underWay >= maxUnderWay) {
                return waiting.size() < maxWaiting && waiting.add(begin);
            }
            underWay++;
        } finally {
            lock.unlock();
        }
        if (!begin.getAsBoolean()) {
            leave();
        }
        return true;
    }

    /** Ends a request, and lets the next one begin, on this thread. */
    public void leave() {
        for (var next = nextOrFree(); next.isPresent(); next = nextOrFree()) {
            if (next.get().getAsBoolean()) {
                return;
            }
        }
    }

    private Optional<BooleanSupplier> nextOrFree() {
        lock.lock();
        try {
            var next = Optional.ofNullable(waiting.poll());
            if (next.isEmpty()) {
                underWay--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many requests are answered just now} */
    public int underWay() {
        lock.lock();
        try {
            return underWay;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many wait just now} */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
