package dev.penstock.conformance.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts times in buckets that grow with the time, so that every time from a microsecond to ten minutes is kept to
 * within 1.6 % in a few kilobytes.
 *
 * <p>Thread-safe; reading while others record gives a picture that may lack their last times.
 */
public final class LatencyHistogram {

    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    private static final long MAX_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;
    private static final int BUCKETS = bucket(MAX_MICROS) + 1;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong max = new AtomicLong();

    private LatencyHistogram() {}

    /** {@return an empty histogram} */
    public static LatencyHistogram create() {
        return new LatencyHistogram();
    }

    /**
     * Records a time.
     *
     * @param nanos the time in nanoseconds; a negative one counts as 0, one above ten minutes as ten minutes
     */
    public void record(long nanos) {
        long micros = Math.min(Math.max(nanos, 0) / 1_000, MAX_MICROS);
        counts.incrementAndGet(bucket(micros));
        total.incrementAndGet();
        max.accumulateAndGet(micros, Math::max);
    }

    /** Below 128 a bucket for each value; above, 64 buckets for each doubling. */
    private static int bucket(long micros) {
        int shift = Math.max(0, Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(micros));
        return shift * SUB_BUCKETS + (int) (micros >> shift);
    }

    /** The largest time that falls into a bucket. */
    private static long upperEdge(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        long sub = bucket - (long) shift * SUB_BUCKETS;
        return ((sub + 1) << shift) - 1;
    }

    /** {@return how many times were recorded} */
    public long count() {
        return total.get();
    }

    /** {@return the longest time in milliseconds, 0 if there is none} */
    public double maxMillis() {
        return max.get() / 1e3;
    }

    /**
     * Finds the time within which a part of all fall.
     *
     * @param percent from 0 to 100
     * @return the time in milliseconds, at most 1.6 % too long; 0 if nothing was recorded
     */
    public double percentileMillis(double percent) {
        long rank = Math.max(1, (long) Math.ceil(total.get() * percent / 100));
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts.get(bucket);
            if (seen >= rank) {
                return Math.min(upperEdge(bucket), max.get()) / 1e3;
            }
        }
        return maxMillis();
    }

    @Override
    public String toString() {
        return "LatencyHistogram[%d times]".formatted(count());
    }
}
