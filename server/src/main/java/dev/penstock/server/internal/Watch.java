package dev.penstock.server.internal;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * Does something again and again until its thread is interrupted, whatever comes of doing it: a watching thread that
 * one failure could end would guard nothing from then on.
 *
 * @param pause how long to wait each time before
 * @param look what is done
 * @param what for the log: what is watched
 * @param log where a failure is told, by its type alone
 */
record Watch(Duration pause, Runnable look, String what, Logger log) implements Runnable {

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause);
                survive();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("CatchThrowable") // also too little memory, which may be more again the next time
    private void survive() {
        try {
            look.run();
        } catch (Throwable failed) {
            log.error(
                    "Watching the {} failed ({}); it goes on.",
                    what,
                    failed.getClass().getName());
        }
    }
}
