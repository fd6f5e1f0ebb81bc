package dev.penstock.metrics.text;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The buckets of a histogram, each with how many were at or below its edge. Not thread-safe. */
public final class Buckets {

    private final TreeMap<Double, Double> countByEdge = new TreeMap<>();

    private Buckets() {}

    /** {@return a histogram that holds nothing} */
    public static Buckets none() {
        return new Buckets();
    }

    /**
     * Adds what a bucket holds, to what it held of other series.
     *
     * @param edge the label {@code le}; one that is no number is passed over
     * @param count how many were at or below it
     */
    public void add(String edge, double count) {
        var upTo = edge.equals("+Inf") ? Double.POSITIVE_INFINITY : number(edge);
        if (!Double.isNaN(upTo)) {
            countByEdge.merge(upTo, count, Double::sum);
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(Objects.requireNonNull(text, "edge"));
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private double count() {
        return countByEdge.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
    }

    /**
     * Returns the value that a share of all is at or below, by straight lines within the buckets, as Prometheus does.
     *
     * @param share from 0 to 1
     * @return the value, at most the last edge that is a number; empty if there is nothing in the histogram
     * @throws IllegalArgumentException if the share is not in its range
     */
    public OptionalDouble quantile(double share) {
        if (!(share >= 0 && share <= 1)) { // also not a number
            throw new IllegalArgumentException("A share is from 0 to 1, and not %s.".formatted(share));
        }
        if (count() <= 0) {
            return OptionalDouble.empty();
        }
        double wanted = share * count();
        double below = 0;
        double belowCount = 0;
        for (Map.Entry<Double, Double> bucket : countByEdge.entrySet()) {
            if (bucket.getKey().isInfinite()) {
                break;
            }
            if (bucket.getValue() >= wanted) {
                double within = bucket.getValue() - belowCount;
                double part = within <= 0 ? 1 : (wanted - belowCount) / within;
                return OptionalDouble.of(below + (bucket.getKey() - below) * part);
            }
            below = bucket.getKey();
            belowCount = bucket.getValue();
        }
        return OptionalDouble.of(below);
    }

    /**
     * Returns which share was above an edge.
     *
     * @param edge one that the histogram has
     * @return from 0 to 1; empty if there is no such edge, or nothing in the histogram
     */
    public OptionalDouble over(double edge) {
        var within = countByEdge.get(edge);
        return count() <= 0 || within == null
                ? OptionalDouble.empty()
                : OptionalDouble.of((count() - within) / count());
    }
}
