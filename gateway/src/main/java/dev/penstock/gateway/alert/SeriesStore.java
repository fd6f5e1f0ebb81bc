package dev.penstock.gateway.alert;

import dev.penstock.metrics.text.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the series of the rules were at the last looks, as far back as a rule looks. A series takes 8 bytes a look, and
 * one that has always been 0 nothing; there are as many as the metrics have. Not thread-safe.
 */
final class SeriesStore {

    /** Of a series that has always been 0. */
    private static final double[] ZEROS = {};

    private final Instant[] times;
    private final Map<String, Map<Sample.Series, double[]>> series = new HashMap<>();
    private int last = -1;

    /**
     * @param reach how far back is looked
     * @param every how long it is from one look to the next
     */
    SeriesStore(Duration reach, Duration every) {
        int looks = Math.toIntExact(reach.dividedBy(every)) + 2;
        this.times = new Instant[looks];
        Arrays.fill(times, Instant.MIN);
    }

    void put(Instant now, Iterable<Sample> samples) {
        last = (last + 1) % times.length;
        times[last] = now;
        series.values().forEach(byLabels -> byLabels.replaceAll(this::unknown));
        for (var sample : samples) {
            var byLabels = series.computeIfAbsent(sample.series().name(), name -> new HashMap<>());
            byLabels.put(sample.series(), with(byLabels.get(sample.series()), sample.value()));
        }
    }

    /** Until it is known; one of zeros only stays so. */
    private double[] unknown(Sample.Series unused, double[] values) {
        if (values.length > 0) {
            values[last] = Double.NaN;
        }
        return values;
    }

    private double[] with(double @Nullable [] values, double value) {
        boolean isZero = values == null || values.length == 0;
        if (isZero && value == 0) {
            return ZEROS;
        }
        var own = isZero || values == null ? new double[times.length] : values;
        own[last] = value;
        return own;
    }

    private static double at(double[] values, int place) {
        return values.length == 0 ? 0 : values[place];
    }

    /** Gives each series of a name its value at the last look, unless that is not a number. */
    void latest(String name, BiConsumer<Map<String, String>, Double> each) {
        series.getOrDefault(name, Map.of()).forEach((labels, values) -> {
            if (!Double.isNaN(at(values, last))) {
                each.accept(labels.labels(), at(values, last));
            }
        });
    }

    /** Gives each series of a name its average since a moment. */
    void average(String name, Instant since, BiConsumer<Map<String, String>, Double> each) {
        series.getOrDefault(name, Map.of()).forEach((labels, values) -> {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < times.length; i++) {
                if (!times[i].isBefore(since) && !Double.isNaN(at(values, i))) {
                    sum += at(values, i);
                    count++;
                }
            }
            if (count > 0) {
                each.accept(labels.labels(), sum / count);
            }
        });
    }

    /** How much a counter has grown, and in which time. */
    record Growth(double increase, double seconds) {}

    /** Gives each series of a name how much it has grown since a moment; those that were looked at twice only. */
    void growth(String name, Instant since, BiConsumer<Map<String, String>, Growth> each) {
        series.getOrDefault(name, Map.of())
                .forEach((labels, values) -> each.accept(labels.labels(), growth(values, since)));
    }

    private Growth growth(double[] values, Instant since) {
        double increase = 0;
        double before = Double.NaN;
        Instant first = Instant.MAX;
        Instant end = Instant.MIN;
        for (int i = 1; i <= times.length; i++) { // from the oldest on
            int place = (last + i) % times.length;
            double value = at(values, place);
            if (times[place].isBefore(since) || Double.isNaN(value)) {
                continue;
            }
            if (!Double.isNaN(before)) {
                increase += value >= before ? value - before : value;
            }
            first = times[place].isBefore(first) ? times[place] : first;
            end = times[place];
            before = value;
        }
        double seconds = first.isAfter(end) ? 0 : Duration.between(first, end).toNanos() / 1e9;
        return new Growth(increase, seconds);
    }
}
