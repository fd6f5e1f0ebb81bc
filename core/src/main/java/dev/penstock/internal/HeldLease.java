package dev.penstock.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps a claim in a shared store ours while its maker runs: the lease begins anew each time that a third of it has
 * passed. When the process dies, nobody prolongs it, and it ends.
 */
public final class HeldLease {

    private static final int THIRDS = 3;

    private final CountDownLatch isOver = new CountDownLatch(1);

    private HeldLease() {}

    /**
     * Begins to prolong a claim.
     *
     * @param lease how long it holds each time
     * @param prolong makes it begin anew and tells whether it is still ours; throws nothing
     */
    public static HeldLease hold(Duration lease, BooleanSupplier prolong) {
        var held = new HeldLease();
        Thread.ofVirtual().name("penstock-claim").start(() -> held.prolong(lease, prolong));
        return held;
    }

    private void prolong(Duration lease, BooleanSupplier prolong) {
        try {
            boolean isOurs = true;
            while (isOurs && !isOver.await(lease.toMillis() / THIRDS, TimeUnit.MILLISECONDS)) {
                isOurs = prolong.getAsBoolean();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does not wait for a statement that is under way: it can only prolong a claim that is still ours. */
    public void release() {
        isOver.countDown();
    }
}
