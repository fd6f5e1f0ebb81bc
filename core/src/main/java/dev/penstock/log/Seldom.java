package dev.penstock.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a log line through once, then at most once a minute, and tells how many were held back meanwhile. One instance
 * stands for one kind of line, so that what strangers send can be seen and cannot fill a disk.
 *
 * <p>The number of those held back comes with the next line that is let through. Thread-safe.
 */
public final class Seldom {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final InstantSource clock;
    private @Nullable Instant last;
    private long heldBack;

    private Seldom(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Lets one line through a minute.
     *
     * @param clock tells the time
     * @return the limiter
     */
    public static Seldom oncePerMinute(InstantSource clock) {
        return new Seldom(Objects.requireNonNull(clock, "clock"));
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
            if (last != null && isTooSoon(last, now)) {
                heldBack++;
                return;
            }
            before = heldBack;
            heldBack = 0;
            last = now;
        }
        line.accept(before == 0 ? "" : " (%d more like this since the last such line)".formatted(before));
    }

    /** A clock that was put back does not silence anything. */
    private static boolean isTooSoon(Instant last, Instant now) {
        return !now.isBefore(last) && Duration.between(last, now).compareTo(INTERVAL) < 0;
    }
}
