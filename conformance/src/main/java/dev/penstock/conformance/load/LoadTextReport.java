package dev.penstock.conformance.load;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes results as text for people. */
public final class LoadTextReport {

    private LoadTextReport() {}

    /**
     * Writes what is about to be asked.
     *
     * @param plan the plan
     * @return one line
     */
    public static String of(LoadPlan plan) {
        return "Asking %s at %s requests a second (%s) for %d s, after %d s to warm up."
                .formatted(
                        plan.endpoint(),
                        Times.number(plan.rate()),
                        plan.asks(),
                        plan.duration().toSeconds(),
                        plan.warmUp().toSeconds());
    }

    /**
     * Writes a result.
     *
     * @param result the result
     * @return several lines
     */
    public static String of(LoadResult result) {
        var text = new StringBuilder("\n");
        line(
                text,
                "Answered",
                "%,d of %,d, %s a second"
                        .formatted(
                                result.answered(),
                                result.due(),
                                Times.number(Math.rint(result.answeredPerSecond() * 10) / 10)));
        line(text, "Latency", percentiles(result.latency()) + "  (from when a request was due)");
        line(text, "Service time", percentiles(result.serviceTime()) + "  (from when it went out)");
        result.failures().forEach((reason, count) -> line(text, "Failed", "%,d: %s".formatted(count, reason)));
        if (result.generatorWasLate()) {
            line(
                    text,
                    "Beware",
                    "the generator itself was late by up to %s: use a machine of its own, or a lower rate"
                            .formatted(Times.words(result.lateness().maxMillis())));
        }
        return text.append('\n').append(AlertRating.of(result).sentence()).toString();
    }

    /**
     * Writes a search.
     *
     * @param search the search
     * @return several lines
     */
    public static String of(LimitSearch search) {
        var steps = search.steps().stream()
                .map(step -> AlertRating.of(step).sentence())
                .collect(Collectors.joining("\n", "\n", "\n\n"));
        return steps
                + search.best()
                        .map(best -> "The highest rate without an alert was %s requests a second.%s"
                                .formatted(Times.number(best.plan().rate()), of(best)))
                        .orElse("There was an alert at every rate: begin with a lower one.");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-13s %s%n", name, value));
    }

    private static String percentiles(LatencyHistogram histogram) {
        return "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s"
                .formatted(
                        Times.words(histogram.percentileMillis(50)),
                        Times.words(histogram.percentileMillis(90)),
                        Times.words(histogram.percentileMillis(99)),
                        Times.words(histogram.percentileMillis(99.9)),
                        Times.words(histogram.maxMillis()));
    }
}
