package dev.penstock.cli.top;

import dev.penstock.metrics.text.Buckets;
import dev.penstock.metrics.text.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Series to be summed up. Immutable. */
record ReplicaSamples(List<Sample> all) {

    ReplicaSamples {
        all = List.copyOf(all);
    }

    static ReplicaSamples together(Collection<ReplicaSamples> several) {
        return new ReplicaSamples(
                several.stream().flatMap(each -> each.all.stream()).toList());
    }

    /** How much each counter has grown; one that has become smaller began anew. */
    ReplicaSamples since(ReplicaSamples before) {
        Map<Sample.Series, Double> earlier = new HashMap<>();
        before.all.forEach(sample -> earlier.put(sample.series(), sample.value()));
        var grown = new ArrayList<Sample>();
        for (var sample : all) {
            if (isCounted(sample.series().name())) {
                double from = earlier.getOrDefault(sample.series(), 0.0);
                grown.add(new Sample(sample.series(), from > sample.value() ? sample.value() : sample.value() - from));
            }
        }
        return new ReplicaSamples(grown);
    }

    /** Whether it only ever grows while its process lives. */
    private static boolean isCounted(String name) {
        return name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum") || name.endsWith("_bucket");
    }

    ReplicaSamples named(String name) {
        return where(sample -> sample.series().name().equals(name));
    }

    ReplicaSamples with(String label, String... values) {
        var wanted = List.of(values);
        return where(sample -> wanted.contains(sample.series().label(label)));
    }

    private ReplicaSamples where(Predicate<Sample> wanted) {
        return new ReplicaSamples(all.stream().filter(wanted).toList());
    }

    /** Parted by the values of labels; in their order. */
    Map<List<String>, ReplicaSamples> by(String... labels) {
        var parts = new TreeMap<String, List<Sample>>();
        var names = new HashMap<String, List<String>>();
        for (var sample : all) {
            var values = List.of(labels).stream().map(sample.series()::label).toList();
            var key = String.join("\u0000", values);
            names.put(key, values);
            parts.computeIfAbsent(key, unused -> new ArrayList<>()).add(sample);
        }
        var result = new LinkedHashMap<List<String>, ReplicaSamples>();
        parts.forEach((key, samples) -> result.put(names.getOrDefault(key, List.of()), new ReplicaSamples(samples)));
        return result;
    }

    double sum() {
        return all.stream().mapToDouble(Sample::value).filter(Double::isFinite).sum();
    }

    /** The largest; empty where there is none that is a number. */
    OptionalDouble most() {
        return all.stream()
                .mapToDouble(Sample::value)
                .filter(value -> !Double.isNaN(value))
                .max();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The time within which a share of what is in a histogram was, by its buckets, in seconds. */
    OptionalDouble quantile(double share) {
        return buckets().quantile(share);
    }

    /** Which share of what is in a histogram took longer than one of its edges. */
    OptionalDouble over(double seconds) {
        return buckets().over(seconds);
    }

    private Buckets buckets() {
        var buckets = Buckets.none();
        all.forEach(sample -> buckets.add(sample.series().label("le"), sample.value()));
        return buckets;
    }
}
