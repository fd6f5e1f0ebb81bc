package dev.penstock.simulator.phone;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The lock of a session, which counts the changes made under it and wakes those who wait for the next. Thread-safe. */
final class Revisions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long newest;

    void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            newest++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    <T> T read(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    long newest() {
        return read(() -> newest);
    }

    /**
     * Waits until there is a newer one than {@code after}, and gives the newest then; or the same one, out of patience.
     */
    long await(long after, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (newest <= after && left > 0) {
                left = changed.awaitNanos(left);
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }
}
