package dev.penstock.gateway.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The rules, read from the very file that is for Prometheus, docs/monitoring/penstock-alerts.yml: thresholds stand in
 * one place. What is about whether a process is up is left to who can see that from outside.
 *
 * @param rules in their order
 * @param names of the series that they look at
 * @param reach how far back they look
 */
record AlertRules(List<AlertRule> rules, Set<String> names, Duration reach) {

    private static final Pattern SERIES = Pattern.compile("\\bpenstock_[a-z0-9_]+");

    AlertRules {
        rules = List.copyOf(rules);
        names = Set.copyOf(names);
    }

    /** Those that come with Penstock. */
    static AlertRules load() {
        try (var file = AlertRules.class.getResourceAsStream("penstock-alerts.yml")) {
            return parse(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads rules in the form of Prometheus.
     *
     * @throws IllegalArgumentException if one is beyond what is known here
     */
    static AlertRules parse(String yaml) {
        var recorded = new HashMap<String, PromqlExpression>();
        var rules = new ArrayList<AlertRule>();
        var names = new HashSet<String>();
        var reach = Duration.ZERO;
        for (var rule : rulesOf(new Load(LoadSettings.builder().build()).loadFromString(yaml))) {
            var text = text(rule, "expr");
            var read = ExpressionReader.read(text, recorded);
            SERIES.matcher(text).results().forEach(name -> names.add(name.group()));
            reach = reach.compareTo(read.reach()) < 0 ? read.reach() : reach;
            if (rule.containsKey("record")) {
                recorded.put(text(rule, "record"), read.expression());
            } else {
                rules.add(rule(rule, read.expression()));
            }
        }
        return new AlertRules(rules, names, reach);
    }

    private static AlertRule rule(Map<?, ?> rule, PromqlExpression condition) {
        var annotations = map(rule, "annotations");
        return new AlertRule(
                text(rule, "alert"),
                condition,
                rule.containsKey("for") ? ExpressionReader.durationOf(text(rule, "for")) : Duration.ZERO,
                text(map(rule, "labels"), "severity").equals("critical")
                        ? AlertSeverity.CRITICAL
                        : AlertSeverity.WARNING,
                text(annotations, "summary"),
                text(annotations, "runbook_url"));
    }

    private static List<Map<?, ?>> rulesOf(Object file) {
        var rules = new ArrayList<Map<?, ?>>();
        for (var group : list(file, "groups")) {
            for (var rule : list(group, "rules")) {
                if (rule instanceof Map<?, ?> one) {
                    rules.add(one);
                }
            }
        }
        return rules;
    }

    private static List<?> list(Object of, String name) {
        return of instanceof Map<?, ?> map && map.get(name) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> of, String name) {
        if (of.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("A rule has no %s.".formatted(name));
    }
}
