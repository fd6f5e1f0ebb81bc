package dev.penstock.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was replaced when its last request must have ended: nobody waits longer than Meta's 10 seconds for an
 * answer. Thread-safe.
 */
final class LateClosing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LateClosing.class);
    private static final Duration AFTER = Duration.ofSeconds(15);

    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("penstock-closing").factory());

    void later(AutoCloseable replaced) {
        open.add(replaced);
        var unused = timer.schedule(() -> closeNow(replaced), AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeNow(AutoCloseable replaced) {
        if (!open.remove(replaced)) {
            return;
        }
        try {
            replaced.close();
        } catch (Exception failed) {
            LOG.warn("Something was not closed ({}).", failed.getClass().getName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        open.forEach(this::closeNow);
    }
}
