package dev.penstock.cli.speed;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Times of one kind of operation. The processor time of the thread says what a core can do, even while other programs
 * keep it busy; the time on the clock is what a caller waits.
 */
final class Samples {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MAX = 1_000_000;

    private long[] nanos = new long[1024];
    private int count;
    private long processorNanos;

    /** Runs the operation some times in a row. */
    void run(int times, Runnable operation) {
        long processor = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times && count < MAX; i++) {
            long started = System.nanoTime();
            operation.run();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = System.nanoTime() - started;
        }
        processorNanos += THREADS.getCurrentThreadCpuTime() - processor;
    }

    Speed speed() {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Speed(
                (double) processorNanos / count / 1_000,
                sorted[count / 2] / 1_000.0,
                sorted[Math.min(count - 1, count * 99 / 100)] / 1_000.0);
    }

    /**
     * How fast an operation is.
     *
     * @param processorMicros the processor time of one, in the mean
     * @param p50Micros the time on the clock of the median
     * @param p99Micros the time on the clock that one in a hundred exceeds
     */
    record Speed(double processorMicros, double p50Micros, double p99Micros) {

        /** What one core does in a second, if it does nothing else. */
        double perSecond() {
            return 1e6 / processorMicros;
        }
    }
}
