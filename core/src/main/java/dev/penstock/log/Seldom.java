package dev.penstock.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a log line through once, or a few times, a minute, and tells how many were held back meanwhile. One instance
 * stands for one kind of line, so that what strangers send can be seen and cannot fill a disk.
 *
 * <p>The number of those held back comes with the next line that is let through. Thread-safe.
 */
public final class Seldom {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final int lines;
    private @Nullable Instant first;
    private int through;
    private long heldBack;

    private Seldom(InstantSource clock, int lines) {
        this.clock = clock;
        this.lines = lines;
    }

    /**
     * Lets one line through a minute.
     *
     * @param clock tells the time
     * @return the limiter
     */
    public static Seldom oncePerMinute(InstantSource clock) {
        return perMinute(1, clock);
    }

    /**
     * Lets some lines through a minute.
     *
     * @param lines how many, at least 1
     * @param clock tells the time
     * @return the limiter
     */
    public static Seldom perMinute(int lines, InstantSource clock) {
        return new Seldom(Objects.requireNonNull(clock, "clock"), lines);
    }

    /**
     * Logs, or counts what would have been logged.
     *
     * @param line logs one line; is given what to put at its end: nothing, or how many were held back before it
     */
    public void log(Consumer<String> line) {
        Objects.requireNonNull(line, "line");
        long before;
        synchronized (this) {
            var now = clock.instant();
            if (first == null || !isTooSoon(first, now)) {
                first = now;
                through = 0;
            }
            if (through == lines) {
                heldBack++;
                return;
            }
            through++;
            before = heldBack;
            heldBack = 0;
        }
        line.accept(before == 0 ? "" : " (%d more like this since the last such line)".formatted(before));
    }

    /** A clock that was put back does not silence anything. */
    private static boolean isTooSoon(Instant first, Instant now) {
        return !now.isBefore(first) && Duration.between(first, now).compareTo(INTERVAL) < 0;
    }
}
