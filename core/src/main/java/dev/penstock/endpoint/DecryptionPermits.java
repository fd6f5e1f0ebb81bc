package dev.penstock.endpoint;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says how many requests may be decrypted at the same time, and how many may wait for that. The RSA operation is what a
 * request costs, and more of them at once than there are cores make every one slower.
 *
 * <p>A request passes one gate on its way, and which one depends on who serves it:
 *
 * <ul>
 *   <li>{@link FlowEndpoint#answer} takes a permit here, when the signature has been verified, and refuses with status
 *       503, before any decryption, when too many wait already. That is the gate of an endpoint in somebody else's
 *       server.
 *   <li>{@link FlowEndpoint#open} takes none: its caller is the gate. Penstock's server lets in as many at once as
 *       {@link #count()} says, before they have a thread, which nothing behind a thread could do; how many wait is then
 *       a limit of the server's.
 * </ul>
 *
 * <p>All endpoints of a process share {@link #ofProcess()}, unless one is given its own: because its key is elsewhere
 * and costs no processor here, for example. Thread-safe.
 */
public final class DecryptionPermits {

    private static final int DEFAULT_WAITING_PER_CORE = 256;
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(1);

    private final int count;
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final Duration patience;

    private DecryptionPermits(int permits, int maxWaiting, Duration patience) {
        this.count = permits;
        this.permits = new Semaphore(permits, true);
        this.maxWaiting = maxWaiting;
        this.patience = patience;
    }

    /**
     * Returns the permits that all endpoints of this process share unless they are given others: as many as there are
     * cores, 256 waiting for each, for at most one second.
     *
     * @return the permits, the same object each time
     */
    public static DecryptionPermits ofProcess() {
        return OfProcess.PERMITS;
    }

    /** {@return new permits, as many as there are cores, 256 waiting for each, for at most one second} */
    public static DecryptionPermits perCore() {
        int cores = Runtime.getRuntime().availableProcessors();
        return of(cores, cores * DEFAULT_WAITING_PER_CORE, DEFAULT_PATIENCE);
    }

    /**
     * Creates permits.
     *
     * @param permits how many requests are decrypted at the same time, at least 1
     * @param maxWaiting how many more may wait, 0 or more
     * @param patience how long one may wait
     * @return the permits
     */
    public static DecryptionPermits of(int permits, int maxWaiting, Duration patience) {
        Objects.requireNonNull(patience, "patience");
        if (permits < 1 || maxWaiting < 0 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    ("Decryption permits need at least 1 permit, and no negative numbers: found %d permits, %d waiting,"
                                    + " %s.")
                            .formatted(permits, maxWaiting, patience));
        }
        return new DecryptionPermits(permits, maxWaiting, patience);
    }

    /**
     * Takes a permit, waiting for it within the bounds.
     *
     * @throws NoPermitException if there was none
     */
    void take() {
        if (!tryTake()) {
            throw new NoPermitException();
        }
    }

    private boolean tryTake() {
        if (permits.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    void giveBack() {
        permits.release();
    }

    /** {@return how many requests are decrypted at the same time} */
    public int count() {
        return count;
    }

    /** {@return how many requests wait for a permit just now} */
    public int waiting() {
        return waiting.get();
    }

    /** Made when they are first asked for. */
    private static final class OfProcess {

        private static final DecryptionPermits PERMITS = perCore();
    }
}
