package dev.penstock.metrics.internal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Something that takes long to ask for: asked on a thread of its own, by one at a time and not too often, and waited
 * for a short time only. What is not there in time is what was there before. Thread-safe.
 */
final class Sampled<T> implements Supplier<T> {

    private final Supplier<T> source;
    private final long everyNanos;
    private final long patienceNanos;
    private T last;
    private FutureTask<T> asking;
    private boolean isAsking;
    private boolean wasAsked;
    private long askedAt;

    /**
     * @param source may throw, which leaves what was there before
     * @param before what is there before anybody was asked
     */
    Sampled(Supplier<T> source, T before, Duration every, Duration patience) {
        this.source = source;
        this.last = before;
        this.asking = new FutureTask<>(() -> before);
        this.everyNanos = every.toNanos();
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public T get() {
        var asked = ask();
        try {
            var answer = asked.get(patienceLeft(), TimeUnit.NANOSECONDS);
            synchronized (this) {
                last = answer;
                return last;
            }
        } catch (TimeoutException | ExecutionException notNow) {
            return last();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return last();
        }
    }

    /** Those who ask for one thing after another do not wait for each again. */
    private synchronized long patienceLeft() {
        return Math.max(0, patienceNanos - (System.nanoTime() - askedAt));
    }

    private synchronized T last() {
        return last;
    }

    private synchronized FutureTask<T> ask() {
        long now = System.nanoTime();
        if (isAsking || (wasAsked && now - askedAt < everyNanos)) {
            return asking;
        }
        isAsking = true;
        wasAsked = true;
        askedAt = now;
        asking = new FutureTask<>(source::get) {
            @Override
            protected void done() {
                isOver();
            }
        };
        Thread.ofVirtual().name("penstock-metrics").start(asking);
        return asking;
    }

    private synchronized void isOver() {
        isAsking = false;
    }
}
