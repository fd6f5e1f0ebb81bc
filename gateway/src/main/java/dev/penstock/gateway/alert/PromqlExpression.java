package dev.penstock.gateway.alert;

import dev.penstock.metrics.text.Buckets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A rule's expression, which has a value at a moment. */
interface PromqlExpression {

    /**
     * {@return its value}
     *
     * @param store what the series were
     * @param now the moment, that of the last look
     */
    Vector at(SeriesStore store, Instant now);

    /** What a series has to be to be taken. */
    record Selector(String name, Predicate<Map<String, String>> matches) implements PromqlExpression {

        @Override
        public Vector at(SeriesStore store, Instant now) {
            var values = new HashMap<Map<String, String>, Double>();
            store.latest(name, (labels, value) -> {
                if (matches.test(labels)) {
                    values.put(labels, value);
                }
            });
            return Vector.of(values);
        }
    }

    /** How much counters have grown in a while: in a second, or in all of it. */
    record Growth(Selector selector, Duration window, boolean isPerSecond) implements PromqlExpression {

        @Override
        public Vector at(SeriesStore store, Instant now) {
            var values = new HashMap<Map<String, String>, Double>();
            store.growth(selector.name(), now.minus(window), (labels, growth) -> {
                if (growth.seconds() > 0 && selector.matches().test(labels)) {
                    values.put(labels, isPerSecond ? growth.increase() / growth.seconds() : growth.increase());
                }
            });
            return Vector.of(values);
        }
    }

    /** What values were on average in a while. */
    record Average(Selector selector, Duration window) implements PromqlExpression {

        @Override
        public Vector at(SeriesStore store, Instant now) {
            var values = new HashMap<Map<String, String>, Double>();
            store.average(selector.name(), now.minus(window), (labels, value) -> {
                if (selector.matches().test(labels)) {
                    values.put(labels, value);
                }
            });
            return Vector.of(values);
        }
    }

    /** The value that a share of what is in histograms is at or below. */
    record Quantile(double share, PromqlExpression buckets) implements PromqlExpression {

        @Override
        public Vector at(SeriesStore store, Instant now) {
            var histograms = new HashMap<Map<String, String>, Buckets>();
            buckets.at(store, now)
                    .values()
                    .forEach((labels, count) -> histograms
                            .computeIfAbsent(Vector.without(List.of("le")).apply(labels), unused -> Buckets.none())
                            .add(labels.getOrDefault("le", ""), count));
            var values = new HashMap<Map<String, String>, Double>();
            histograms.forEach(
                    (labels, histogram) -> histogram.quantile(share).ifPresent(value -> values.put(labels, value)));
            return Vector.of(values);
        }
    }
}
