package dev.penstock.benchmarks.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What bare operations and whole requests cost, slice by slice. */
final class RateResult {

    private final DoubleStream.Builder bareSlices = DoubleStream.builder();
    private final DoubleStream.Builder requestSlices = DoubleStream.builder();
    private final DoubleStream.Builder roundRatios = DoubleStream.builder();
    private double bareSum;
    private double requestSum;
    private int slices;

    void add(double bareMicros, double requestMicros) {
        bareSlices.add(bareMicros);
        requestSlices.add(requestMicros);
        bareSum += bareMicros;
        requestSum += requestMicros;
        slices++;
    }

    void addRound(RateResult round) {
        double[] bare = round.bareSlices.build().toArray();
        double[] request = round.requestSlices.build().toArray();
        for (int i = 0; i < bare.length; i++) {
            add(bare[i], request[i]);
        }
        roundRatios.add(round.bareSum / round.requestSum);
    }

    /** For one round. */
    String mean() {
        return text(
                "bare RSA %7.1f us, request %7.1f us, ratio %.3f",
                bareSum / slices, requestSum / slices, bareSum / requestSum);
    }

    /** For all rounds; {@link #toString} may be asked once. */
    @Override
    public String toString() {
        double[] ratios = sorted(roundRatios);
        double bare = quiet(bareSlices);
        double request = quiet(requestSlices);
        return text(
                "median ratio of the rounds %.3f (%.3f to %.3f); in the quietest quarter of the slices bare RSA %.1f us, request %.1f us, ratio %.3f",
                ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1], bare, request, bare / request);
    }

    /** What others do on a shared machine only adds time, so the lower quartile says best what something costs by itself. */
    private static double quiet(DoubleStream.Builder slices) {
        double[] sorted = sorted(slices);
        return sorted[sorted.length / 4];
    }

    private static double[] sorted(DoubleStream.Builder values) {
        double[] sorted = values.build().toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
