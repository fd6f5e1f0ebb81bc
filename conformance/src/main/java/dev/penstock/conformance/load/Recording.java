package dev.penstock.conformance.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What is measured while a run is under way: in all, and for each second in which requests were due. */
final class Recording {

    private final LatencyHistogram latency = LatencyHistogram.create();
    private final LatencyHistogram serviceTime = LatencyHistogram.create();
    private final LatencyHistogram lateness = LatencyHistogram.create();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder pings = new LongAdder();
    private final LongAdder pingsAnswered = new LongAdder();
    private final LatencyHistogram[] bySecond;
    private final AtomicLongArray failedBySecond;

    /** What came in since it was last looked at, for progress. */
    private final AtomicReference<Window> window = new AtomicReference<>(new Window());

    private static final class Window {
        private final LatencyHistogram latency = LatencyHistogram.create();
        private final LongAdder failed = new LongAdder();
    }

    Recording(int seconds) {
        this.bySecond = new LatencyHistogram[seconds];
        for (int i = 0; i < seconds; i++) {
            bySecond[i] = LatencyHistogram.create();
        }
        this.failedBySecond = new AtomicLongArray(seconds);
    }

    /** A request goes out, so much later than it should because the generator was busy. */
    void sent(boolean isHealthCheck, long lateNanos) {
        sent.increment();
        lateness.record(lateNanos);
        if (isHealthCheck) {
            pings.increment();
        }
    }

    void answered(boolean isHealthCheck, int second, long sinceDue, long sinceSent) {
        latency.record(sinceDue);
        serviceTime.record(sinceSent);
        bySecond[second].record(sinceDue);
        window.get().latency.record(sinceDue);
        if (isHealthCheck) {
            pingsAnswered.increment();
        }
    }

    /** A failure takes time, too: people waited for it. */
    void failed(int second, long sinceDue, String reason) {
        latency.record(sinceDue);
        bySecond[second].record(sinceDue);
        failedBySecond.incrementAndGet(second);
        window.get().latency.record(sinceDue);
        window.get().failed.increment();
        failures.computeIfAbsent(reason, r -> new LongAdder()).increment();
    }

    /** What came in since the last call. */
    LoadResult.Second since(int second) {
        var over = window.getAndSet(new Window());
        return second(second, over.latency, over.failed.sum());
    }

    private static LoadResult.Second second(int second, LatencyHistogram histogram, long failed) {
        return new LoadResult.Second(
                second,
                histogram.count() - failed,
                failed,
                histogram.percentileMillis(50),
                histogram.percentileMillis(90),
                histogram.percentileMillis(99),
                histogram.maxMillis());
    }

    LoadResult result(LoadPlan plan) {
        List<LoadResult.Second> seconds = new ArrayList<>();
        for (int i = 0; i < bySecond.length; i++) {
            seconds.add(second(i, bySecond[i], failedBySecond.get(i)));
        }
        var reasons = new TreeMap<String, Long>();
        failures.forEach((reason, count) -> reasons.put(reason, count.sum()));
        return new LoadResult(
                plan, sent.sum(), pings.sum(), pingsAnswered.sum(), reasons, latency, serviceTime, lateness, seconds);
    }
}
