package dev.penstock.gateway.alert;

import dev.penstock.webhook.event.AlertState;
import dev.penstock.webhook.event.FlowAlert;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Meta alerts to: what it says to have begun is wrong until it says that it is over. The words are ours, made of
 * what was sent in fields. Thread-safe.
 */
final class MetaAlerts {

    private static final int MOST = 1_000;
    private static final String RUNBOOK = "docs/monitoring/runbook.md#";

    private final InstantSource clock;
    private final Map<String, Alert> active = new LinkedHashMap<>();
    private final List<Alert> once = new ArrayList<>();

    MetaAlerts(InstantSource clock) {
        this.clock = clock;
    }

    synchronized List<Alert> active() {
        return List.copyOf(active.values());
    }

    /** What has no end, such as a change of status; each is given once. */
    synchronized List<Alert> takeOnce() {
        var taken = List.copyOf(once);
        once.clear();
        return taken;
    }

    void heard(FlowAlert alert) {
        switch (alert) {
            case FlowAlert.ClientErrorRate rate ->
                state(
                        alert,
                        "ClientErrorRate",
                        rate.state(),
                        percent("phones cannot use ", rate.rate(), rate.threshold()));
            case FlowAlert.EndpointErrorRate rate ->
                state(
                        alert,
                        "EndpointErrorRate",
                        rate.state(),
                        percent("requests fail, ", rate.rate(), rate.threshold()));
            case FlowAlert.EndpointLatency latency ->
                state(
                        alert,
                        "EndpointLatency",
                        latency.state(),
                        "the 90th percentile is %s, above %s"
                                .formatted(time(latency.p90()), time(latency.threshold())));
            case FlowAlert.EndpointAvailability available ->
                state(
                        alert,
                        "EndpointAvailability",
                        available.state(),
                        percent("the endpoint is available ", available.availability(), available.threshold()));
            case FlowAlert.StatusChange change ->
                tell(alert, "StatusChange", AlertSeverity.WARNING, "it is now " + change.newStatus());
            case FlowAlert.VersionExpiryWarning warning ->
                tell(alert, "VersionExpiry", AlertSeverity.WARNING, "its version expires soon");
            case FlowAlert.UnknownAlert unknown ->
                tell(alert, "Unknown", AlertSeverity.WARNING, "Meta alerts to something that is not known here");
        }
    }

    private void state(FlowAlert alert, String name, AlertState state, String words) {
        switch (state) {
            case ACTIVATED -> begin(made(alert, name, AlertSeverity.CRITICAL, words));
            case DEACTIVATED -> end(made(alert, name, AlertSeverity.CRITICAL, words));
            case UNKNOWN -> tell(alert, name, AlertSeverity.WARNING, words);
        }
    }

    private synchronized void begin(Alert alert) {
        if (active.size() < MOST || active.containsKey(alert.key())) {
            active.put(alert.key(), alert);
        }
    }

    private synchronized void end(Alert alert) {
        active.remove(alert.key());
    }

    private synchronized void tell(FlowAlert alert, String name, AlertSeverity severity, String words) {
        if (once.size() < MOST) {
            once.add(made(alert, name, severity, words));
        }
    }

    private Alert made(FlowAlert alert, String name, AlertSeverity severity, String words) {
        var flow = alert.head().flow().toString();
        return new Alert(
                "Meta" + name,
                "Meta" + name,
                Map.of("flow_id", flow),
                severity,
                "Meta says of the Flow %s: %s.".formatted(flow, words),
                alert.head().time().orElseGet(clock::instant),
                runbook(alert));
    }

    private static String runbook(FlowAlert alert) {
        return switch (alert) {
            case FlowAlert.ClientErrorRate rate -> RUNBOOK + "client-error-rate";
            case FlowAlert.EndpointErrorRate rate -> RUNBOOK + "error-rate";
            case FlowAlert.EndpointLatency latency -> RUNBOOK + "latency";
            case FlowAlert.EndpointAvailability available -> RUNBOOK + "availability";
            case FlowAlert.StatusChange change -> "";
            case FlowAlert.VersionExpiryWarning warning -> "";
            case FlowAlert.UnknownAlert unknown -> "";
        };
    }

    private static String percent(String what, Optional<BigDecimal> share, Optional<BigDecimal> threshold) {
        return what
                + share.map(value -> value.toPlainString() + " %").orElse("an unknown share")
                + threshold
                        .map(value -> " (its line is %s %%)".formatted(value.toPlainString()))
                        .orElse("");
    }

    private static String time(Optional<Duration> time) {
        return time.map(value -> "%d ms".formatted(value.toMillis())).orElse("an unknown time");
    }
}
