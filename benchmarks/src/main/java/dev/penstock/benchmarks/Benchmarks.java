package dev.penstock.benchmarks;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * Without arguments: performs a whole answer and the bare RSA operation of the same provider by turns, in one process and
 * on one virtual thread, and prints the medians of both and their ratio. Turn by turn, since a machine that others use
 * changes its pace from second to second. With arguments: JMH's own command line, for example
 * {@code EnvelopeBenchmark -f 1}.
 */
public final class Benchmarks {

    private static final int WARM_UP = 5_000;
    private static final int ROUNDS = 5;
    private static final int TURNS = 4_000;

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

    private static Void compare() throws GeneralSecurityException {
        var rsa = new AnswerBenchmark.Rsa();
        var endpoint = new AnswerBenchmark.Endpoint();
        rsa.prepare();
        endpoint.prepare();
        takeTurns(rsa, endpoint, WARM_UP);
        var ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ratios[i] = takeTurns(rsa, endpoint, TURNS);
        }
        endpoint.allWereAnswered();
        Arrays.sort(ratios);
        print("median of %d rounds: bare / answer = %.3f", ROUNDS, ratios[ROUNDS / 2]);
        return null;
    }

    private static double takeTurns(AnswerBenchmark.Rsa rsa, AnswerBenchmark.Endpoint endpoint, int turns)
            throws GeneralSecurityException {
        var bare = new long[turns];
        var answer = new long[turns];
        long bytes = 0;
        for (int i = 0; i < turns; i++) {
            long begin = System.nanoTime();
            bytes += rsa.unwrapNext().length;
            long between = System.nanoTime();
            bytes += endpoint.answerNext().body().length;
            answer[i] = System.nanoTime() - between;
            bare[i] = between - begin;
        }
        Arrays.sort(bare);
        Arrays.sort(answer);
        double ratio = (double) bare[turns / 2] / answer[turns / 2];
        print(
                "%d turns: bare RSA-OAEP %.1f us, FlowEndpoint.answer %.1f us, ratio %.3f (%d bytes made)",
                turns, bare[turns / 2] / 1_000.0, answer[turns / 2] / 1_000.0, ratio, bytes);
        return ratio;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
