package dev.penstock.metrics.text;

import java.util.Map;
import java.util.Objects;

/**
 * One series at one moment, as a page of metrics shows it.
 *
 * @param series its name and labels
 * @param value its value, which may be infinite or not a number
 */
public record Sample(Series series, double value) {

    /** Refuses null. */
    public Sample {
        Objects.requireNonNull(series, "series");
    }

    /**
     * What a series is told from others by.
     *
     * @param name such as {@code penstock_requests_total}
     * @param labels by name
     */
    public record Series(String name, Map<String, String> labels) {

        /** Copies the labels. */
        public Series {
            Objects.requireNonNull(name, "name");
            labels = Map.copyOf(labels);
        }

        /**
         * Returns the value of a label.
         *
         * @param label its name
         * @return the value; empty if there is no such label
         */
        public String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }
}
