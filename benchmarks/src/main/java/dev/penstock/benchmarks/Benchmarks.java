package dev.penstock.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Without arguments: performs a whole answer and the bare RSA operation of the same provider by turns, in one process.
 * Then it prints the ratio of both twice. By processor time, all threads of the process count together. The median time
 * on the clock is right only on a machine with nothing else to do. With arguments: JMH's own command line, for example
 * {@code EnvelopeBenchmark -f 1}.
 */
public final class Benchmarks {

    private static final int WARM_UP_TURNS = 50;
    private static final int TURNS = 20;
    private static final int ROUNDS = 5;
    /** How many operations one turn has. */
    private static final int OPERATIONS = 100;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Benchmarks() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments those of JMH, or none
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(Benchmarks::compare).get();
        }
    }

    private static Void compare() throws Exception {
        var rsa = new AnswerBenchmark.Rsa();
        var endpoint = new AnswerBenchmark.Endpoint();
        rsa.prepare();
        endpoint.prepare();
        takeTurns(rsa, endpoint, WARM_UP_TURNS);
        var ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ratios[i] = takeTurns(rsa, endpoint, TURNS);
        }
        endpoint.allWereAnswered();
        Arrays.sort(ratios);
        print("median of %d rounds by processor time: bare / answer = %.3f", ROUNDS, ratios[ROUNDS / 2]);
        return null;
    }

    private static double takeTurns(AnswerBenchmark.Rsa rsa, AnswerBenchmark.Endpoint endpoint, int turns)
            throws Exception {
        var bare = new Stopwatch(turns);
        var answer = new Stopwatch(turns);
        for (int i = 0; i < turns; i++) {
            bare.measure(rsa::unwrapNext);
            answer.measure(endpoint::answerNext);
        }
        double ratio = bare.processorMicroseconds() / answer.processorMicroseconds();
        print(
                "processor: bare %.1f us, answer %.1f us, ratio %.3f; clock: bare %.1f us, answer %.1f us, ratio %.3f",
                bare.processorMicroseconds(),
                answer.processorMicroseconds(),
                ratio,
                bare.medianMicroseconds(),
                answer.medianMicroseconds(),
                bare.medianMicroseconds() / answer.medianMicroseconds());
        return ratio;
    }

    /** Takes the times of one kind of operation. */
    private static final class Stopwatch {

        private final long[] nanos;
        private int count;
        private long processorNanos;

        Stopwatch(int turns) {
            nanos = new long[turns * OPERATIONS];
        }

        void measure(Callable<?> operation) throws Exception {
            long processor = SYSTEM.getProcessCpuTime();
            for (int i = 0; i < OPERATIONS; i++) {
                long begin = System.nanoTime();
                Objects.requireNonNull(operation.call());
                nanos[count++] = System.nanoTime() - begin;
            }
            processorNanos += SYSTEM.getProcessCpuTime() - processor;
        }

        double processorMicroseconds() {
            return processorNanos / 1_000.0 / count;
        }

        double medianMicroseconds() {
            var sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return sorted[count / 2] / 1_000.0;
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
