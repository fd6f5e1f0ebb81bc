package dev.penstock.internal;

import java.time.Duration;

/**
 * How long somebody waits for an answer that another makes: pauses of 10 ms first and 200 ms at last, until the
 * patience is over. For one thread.
 */
public final class Patience {

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LAST_PAUSE_MILLIS = 200;

    private final long deadline;
    private long pause = FIRST_PAUSE_MILLIS;

    private Patience(long deadline) {
        this.deadline = deadline;
    }

    /** {@return a patience that begins now} */
    public static Patience of(Duration patience) {
        return new Patience(System.nanoTime() + patience.toNanos());
    }

    /**
     * Waits before the next look.
     *
     * @return whether there may be one: the patience is not over, and the thread was not interrupted, which it stays
     */
    public boolean pause() {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        try {
            Thread.sleep(Math.min(pause, left));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        pause = Math.min(2 * pause, LAST_PAUSE_MILLIS);
        return true;
    }
}
