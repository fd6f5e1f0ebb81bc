package dev.penstock.conformance.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured. Times count from the moment at which a request was due, not from when it went out, so that a stall
 * of the endpoint is not hidden by requests that waited for it.
 *
 * @param plan what was asked
 * @param sent how many requests went out
 * @param pings how many of them were health checks
 * @param pingsAnswered how many of these were answered with 200
 * @param failures how many came to nothing, by reason
 * @param latency from when a request was due to its opened answer or failure
 * @param serviceTime from when a request went out to its opened answer; what a closed loop would have measured
 * @param lateness how much later than due the generator itself sent
 * @param seconds one after the other, by when requests were due
 */
public record LoadResult(
        LoadPlan plan,
        long sent,
        long pings,
        long pingsAnswered,
        Map<String, Long> failures,
        LatencyHistogram latency,
        LatencyHistogram serviceTime,
        LatencyHistogram lateness,
        List<Second> seconds) {

    /** The percentiles that reports show. */
    static final List<Double> PERCENTILES = List.of(50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99);

    /**
     * One second of a run. In a result it holds the requests that were due in it; in progress, what came in during it.
     *
     * @param second its number, from 0
     * @param answered how many requests were answered
     * @param failed how many came to nothing
     * @param p50 the median, in milliseconds
     * @param p90 nine of ten were quicker, in milliseconds
     * @param p99 99 of 100 were quicker, in milliseconds
     * @param max the longest, in milliseconds
     */
    public record Second(int second, long answered, long failed, double p50, double p90, double p99, double max) {}

    /** Copies map and list. */
    public LoadResult {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        seconds = List.copyOf(seconds);
    }

    /** {@return how many requests were due} */
    public long due() {
        return latency.count();
    }

    /** {@return how many requests came to nothing} */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return how many requests were answered with 200 and an answer that opens} */
    public long answered() {
        return due() - failed();
    }

    /** {@return the share of requests that came to nothing, in percent} */
    public double errorPercent() {
        return due() == 0 ? 0 : 100.0 * failed() / due();
    }

    /** {@return the share of health checks that were answered, in percent; 100 if there were none} */
    public double availabilityPercent() {
        return pings == 0 ? 100 : 100.0 * pingsAnswered / pings;
    }

    /** {@return how many requests were answered in a second, on average} */
    public double answeredPerSecond() {
        return answered() / (plan.duration().toNanos() / 1e9);
    }

    /**
     * {@return whether the generator itself was too slow for the plan, so that the times say little of the endpoint}
     */
    public boolean generatorWasLate() {
        return lateness.percentileMillis(99) > 100;
    }

    /** {@return the result as JSON values, for programs} */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("endpoint", plan.endpoint().toString());
        json.put("rate", plan.rate());
        json.put("seconds", plan.duration().toNanos() / 1e9);
        json.put(
                "mix",
                plan.conversation()
                        .map(Conversation::proportions)
                        .orElse(plan.mix().toString()));
        plan.conversation().ifPresent(conversation -> json.put("scenario", conversation.name()));
        json.put("connections", plan.connections());
        json.put("due", due());
        json.put("sent", sent);
        json.put("answered", answered());
        json.put("answered_per_second", answeredPerSecond());
        json.put("error_percent", errorPercent());
        json.put("availability_percent", availabilityPercent());
        json.put("failures", failures);
        json.put("latency_ms", percentiles(latency));
        json.put("service_time_ms", percentiles(serviceTime));
        json.put("generator_lateness_ms", percentiles(lateness));
        json.put("rating", AlertRating.of(this).toJson());
        json.put("timeline", seconds);
        return json;
    }

    private static Map<String, Object> percentiles(LatencyHistogram histogram) {
        var json = new LinkedHashMap<String, Object>();
        for (double percentile : PERCENTILES) {
            json.put("p" + Times.percentile(percentile), histogram.percentileMillis(percentile));
        }
        json.put("max", histogram.maxMillis());
        return json;
    }

    @Override
    public String toString() {
        return "LoadResult[%d due, %d failed]".formatted(due(), failed());
    }
}
