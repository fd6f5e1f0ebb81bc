package dev.penstock.gateway.measure;

import java.util.Arrays;
import java.util.stream.LongStream;

/** How long something took, many times. */
record Times(long[] nanos) {

    Times {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    /** Both together. */
    Times and(Times more) {
        return new Times(LongStream.concat(Arrays.stream(nanos), Arrays.stream(more.nanos))
                .toArray());
    }

    double millis(double quantile) {
        return nanos[(int) Math.min(nanos.length - 1, Math.floor(nanos.length * quantile))] / 1e6;
    }
}
