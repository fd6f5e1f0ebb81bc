package dev.penstock.gateway.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long to wait after each failure, and how long deliveries under way may take when the process ends. */
record Backoff(List<Duration> waits, Duration closeLimit) {

    Backoff {
        waits = List.copyOf(waits);
    }

    /** Nothing if it was tried often enough. */
    Optional<Duration> after(int attempt) {
        return attempt > waits.size() ? Optional.empty() : Optional.of(waits.get(attempt - 1));
    }
}
