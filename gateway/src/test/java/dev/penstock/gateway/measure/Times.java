package dev.penstock.gateway.measure;

import java.util.Arrays;

/** How long something took, many times. */
record Times(long[] nanos) {

    Times {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    double millis(double quantile) {
        return nanos[(int) Math.min(nanos.length - 1, Math.floor(nanos.length * quantile))] / 1e6;
    }
}
