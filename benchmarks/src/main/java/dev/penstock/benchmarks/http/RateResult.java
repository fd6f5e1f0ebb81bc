package dev.penstock.benchmarks.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What bare operations and whole requests cost, slice by slice, in microseconds. */
final class RateResult {

    private final List<Double> bare = new ArrayList<>();
    private final List<Double> requests = new ArrayList<>();
    private final List<Double> ratiosOfRounds = new ArrayList<>();

    void add(double bareMicros, double requestMicros) {
        bare.add(bareMicros);
        requests.add(requestMicros);
    }

    void addRound(RateResult round) {
        bare.addAll(round.bare);
        requests.addAll(round.requests);
        ratiosOfRounds.add(mean(round.bare) / mean(round.requests));
    }

    /** For one round. */
    String means() {
        return text(
                "bare RSA %7.1f us, request %7.1f us, ratio %.3f",
                mean(bare), mean(requests), mean(bare) / mean(requests));
    }

    /**
     * For all rounds. What others do on a shared machine only adds time, so the fastest quarter of the slices says best
     * what something costs by itself.
     */
    String summary() {
        double quietBare = quantile(bare, 0.25);
        double quietRequest = quantile(requests, 0.25);
        return text(
                "median ratio of the rounds %.3f (%.3f to %.3f); in the fastest quarter of the slices bare RSA %.1f"
                        + " us, request %.1f us, ratio %.3f",
                quantile(ratiosOfRounds, 0.5),
                Collections.min(ratiosOfRounds),
                Collections.max(ratiosOfRounds),
                quietBare,
                quietRequest,
                quietBare / quietRequest);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    private static double quantile(List<Double> values, double quantile) {
        return values.stream().sorted().toList().get((int) (values.size() * quantile));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
