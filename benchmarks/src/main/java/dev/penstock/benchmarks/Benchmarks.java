package dev.penstock.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Without arguments: measures a whole answer and the bare RSA operation in turn, in fresh processes, and prints the ratio
 * of each round and their median. With arguments: JMH's own command line, for example {@code EnvelopeBenchmark -f 1}.
 */
public final class Benchmarks {

    private static final int ROUNDS = 5;

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
        var ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double bare = microseconds("bareRsa");
            double answer = microseconds("answer");
            ratios[i] = bare / answer;
            print(
                    "round %d: bare RSA-OAEP %.1f us, FlowEndpoint.answer %.1f us, ratio %.3f",
                    i + 1, bare, answer, ratios[i]);
        }
        Arrays.sort(ratios);
        print("median ratio bare / answer: %.3f", ratios[ROUNDS / 2]);
    }

    private static double microseconds(String benchmark) throws RunnerException {
        var options = new OptionsBuilder()
                .include(AnswerBenchmark.class.getName() + "\\." + benchmark + "$")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).runSingle().getPrimaryResult().getScore();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
