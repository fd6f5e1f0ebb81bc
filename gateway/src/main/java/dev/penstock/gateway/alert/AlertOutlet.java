package dev.penstock.gateway.alert;

import dev.penstock.log.Seldom;
import dev.penstock.metrics.PenstockMetrics;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One receiver and what it has been told. A message under way is waited for by the next look only. Thread-safe. */
final class AlertOutlet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertNotifier.class);
    private static final int MOST_ONCE = 100;

    private final AlertReceiver receiver;
    private final AlertSeverity least;
    private final Duration repeat;
    private final Counter sent;
    private final Counter failed;
    private final Seldom failures = Seldom.oncePerMinute(InstantSource.system());
    private final AtomicBoolean isSending = new AtomicBoolean();
    private final Map<String, Told> told = new HashMap<>();
    private final List<Alert> once = new ArrayList<>();
    private volatile Thread sending = Thread.currentThread();

    /** What was told, and when. */
    private record Told(Alert alert, Instant at) {}

    AlertOutlet(AlertReceiver receiver, AlertSeverity least, Duration repeat, PenstockMetrics metrics) {
        this.receiver = receiver;
        this.least = least;
        this.repeat = repeat;
        this.sent = messages(metrics, "sent");
        this.failed = messages(metrics, "failed");
    }

    private Counter messages(PenstockMetrics metrics, String outcome) {
        return Counter.builder("penstock.alert.messages")
                .description("Messages of the notifier, by who should get them and whether they did.")
                .tag("receiver", receiver.name())
                .tag("outcome", outcome)
                .register(metrics.registry());
    }

    /**
     * Tells what has changed, unless a message is under way.
     *
     * @param firing what is wrong
     * @param news what is told once and is never over
     */
    void tell(List<Alert> firing, List<Alert> news, Instant now) {
        synchronized (this) {
            news.stream().filter(this::concerns).limit(MOST_ONCE - once.size()).forEach(once::add);
        }
        if (!isSending.compareAndSet(false, true)) {
            return;
        }
        var wrong = firing.stream().filter(this::concerns).toList();
        var message = message(wrong, now);
        if (message.isEmpty()) {
            isSending.set(false);
            return;
        }
        sending = Thread.ofVirtual().name("penstock-alerts-" + receiver.name()).start(() -> send(message, wrong, now));
    }

    private boolean concerns(Alert alert) {
        return alert.severity().compareTo(least) >= 0;
    }

    private synchronized AlertMessage message(List<Alert> wrong, Instant now) {
        var isNow = byKey(wrong);
        var firing = new ArrayList<>(once);
        isNow.forEach((key, alert) -> {
            var before = told.get(key);
            if (before == null
                    || !before.alert().name().equals(alert.name())
                    || !now.isBefore(before.at().plus(repeat))) {
                firing.add(alert);
            }
        });
        var resolved = told.entrySet().stream()
                .filter(entry -> !isNow.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().alert())
                .toList();
        return new AlertMessage(firing, resolved);
    }

    private static Map<String, Alert> byKey(List<Alert> alerts) {
        var byKey = new LinkedHashMap<String, Alert>();
        alerts.forEach(alert -> byKey.put(alert.key(), alert));
        return byKey;
    }

    private void send(AlertMessage message, List<Alert> wrong, Instant now) {
        try {
            receiver.send(message);
            sent.increment();
            remember(message, wrong, now);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (AlertNotSentException notSent) {
            failed.increment();
            failures.log(more ->
                    LOG.error("Alerts could not be told to {}: {}.{}", receiver.name(), notSent.getMessage(), more));
        } catch (RuntimeException | Error bug) {
            failed.increment();
            failures.log(more -> LOG.error(
                    "Alerts could not be told to {}: it threw {}.{}",
                    receiver.name(),
                    bug.getClass().getName(),
                    more));
        } finally {
            isSending.set(false);
        }
    }

    private synchronized void remember(AlertMessage message, List<Alert> wrong, Instant now) {
        once.removeAll(message.firing());
        told.keySet().retainAll(byKey(wrong).keySet());
        message.firing().stream().filter(wrong::contains).forEach(alert -> told.put(alert.key(), new Told(alert, now)));
    }

    @Override
    public void close() {
        if (isSending.get()) {
            sending.interrupt();
        }
        receiver.close();
    }
}
