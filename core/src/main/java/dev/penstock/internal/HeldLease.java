package dev.penstock.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Keeps a claim in a shared store ours while its maker runs: the lease begins anew each time that a third of it has
 * passed. When the process dies, nobody prolongs it, and it ends.
 */
public final class HeldLease {

    private static final int THIRDS = 3;

    private final CountDownLatch isOver = new CountDownLatch(1);

    private HeldLease() {}

    /**
     * Makes what was claimed, while the claim is prolonged.
     *
     * @param lease how long it holds each time
     * @param prolong makes it begin anew and tells whether it is still ours; throws nothing
     * @param giveBack ends the claim, if the maker throws; throws nothing
     * @param maker makes it; what it throws is thrown
     */
    public static <T> T make(Duration lease, BooleanSupplier prolong, Runnable giveBack, Supplier<T> maker) {
        var held = new HeldLease();
        Thread.ofVirtual().name("penstock-claim").start(() -> held.prolong(lease, prolong));
        boolean isMade = false;
        try {
            T made = maker.get();
            isMade = true;
            return made;
        } finally {
            // A prolonging that is under way is not waited for: it can only prolong a claim that is still ours.
            held.isOver.countDown();
            if (!isMade) {
                giveBack.run();
            }
        }
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
}
