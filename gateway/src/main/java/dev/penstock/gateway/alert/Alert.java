package dev.penstock.gateway.alert;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Something that is wrong. It holds nothing a person typed.
 *
 * @param name the rule, such as {@code PenstockErrorRate10}; of what Meta tells {@code Meta} and its word
 * @param kind what it is about, without how bad it is
 * @param labels where, such as the Flow and the tenant
 * @param severity whom it concerns
 * @param summary a sentence
 * @param since when it began
 * @param runbook where it stands what to do; empty if nowhere
 */
public record Alert(
        String name,
        String kind,
        Map<String, String> labels,
        AlertSeverity severity,
        String summary,
        Instant since,
        String runbook) {

    /** Copies the labels, and refuses null. */
    public Alert {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        labels = Map.copyOf(labels);
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(runbook, "runbook");
    }

    /** {@return what it has in common with the same trouble when that was better or worse} */
    String key() {
        return kind + new TreeMap<>(labels);
    }
}
