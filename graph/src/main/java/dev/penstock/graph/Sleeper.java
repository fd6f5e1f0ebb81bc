package dev.penstock.graph;

import java.time.Duration;

/** Waits between two tries of a call; a test gives one that does not. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param duration how long
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;
}
