package dev.penstock.server.internal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is refused before any endpoint is asked. Thread-safe. */
final class RefusalCounts {

    private static final int[] STATUSES = {400, 404, 405, 413, 415, 501, 503};

    private final Map<Integer, LongAdder> counts = new TreeMap<>();

    RefusalCounts() {
        for (int status : STATUSES) {
            counts.put(status, new LongAdder());
        }
    }

    void count(int status) {
        var count = counts.get(status);
        if (count != null) {
            count.increment();
        }
    }

    void reset() {
        counts.values().forEach(LongAdder::reset);
    }

    Map<Integer, Long> byStatus() {
        var copy = new TreeMap<Integer, Long>();
        counts.forEach((status, count) -> copy.put(status, count.sum()));
        return copy;
    }
}
