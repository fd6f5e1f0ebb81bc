package dev.penstock.gateway.alert;

import dev.penstock.metrics.text.Exposition;
import dev.penstock.metrics.text.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at pages of metrics, one after the other, and knows what is wrong by the rules. Not thread-safe. */
final class AlertWatch {

    private final AlertRules rules;
    private final Map<String, String> whose;
    private final SeriesStore store;
    /** Since when a condition holds, by rule and labels. */
    private final Map<String, Map<Map<String, String>, Instant>> since = new HashMap<>();

    /**
     * @param whose labels that all series get, such as {@code instance}
     * @param every how long it is from one page to the next
     */
    AlertWatch(AlertRules rules, Map<String, String> whose, Duration every) {
        this.rules = rules;
        this.whose = Map.copyOf(whose);
        this.store = new SeriesStore(rules.reach(), every);
    }

    /** {@return what is wrong now; of several about the same, the worst} */
    List<Alert> look(Instant now, String page) {
        var samples = Exposition.read(page, rules.names()::contains);
        var worst = new LinkedHashMap<String, Alert>();
        look(now, samples.stream().map(this::whose).toList())
                .forEach(alert -> worst.put(alert.key(), alert)); // later rules are worse
        return List.copyOf(worst.values());
    }

    /** {@return all that is wrong now, in the order of the rules} */
    List<Alert> look(Instant now, List<Sample> samples) {
        store.put(now, samples);
        var alerts = new ArrayList<Alert>();
        for (var rule : rules.rules()) {
            var holding = rule.condition().at(store, now).values();
            var begun = since.computeIfAbsent(rule.name(), name -> new HashMap<>());
            begun.keySet().retainAll(holding.keySet());
            holding.forEach(
                    (labels, value) -> alert(rule, labels, value, begun, now).ifPresent(alerts::add));
        }
        return alerts;
    }

    private Optional<Alert> alert(
            AlertRule rule,
            Map<String, String> labels,
            double value,
            Map<Map<String, String>, Instant> begun,
            Instant now) {
        var beginning = begun.computeIfAbsent(labels, unused -> now);
        if (Duration.between(beginning, now).compareTo(rule.holds()) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Alert(
                rule.name(),
                rule.kind(),
                labels,
                rule.severity(),
                AlertSummary.fill(rule.summary(), labels, value),
                beginning,
                rule.runbook()));
    }

    private Sample whose(Sample sample) {
        var labels = new HashMap<>(sample.series().labels());
        labels.putAll(whose);
        return new Sample(new Sample.Series(sample.series().name(), labels), sample.value());
    }
}
