package dev.penstock.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    private final LatencyHistogram histogram = LatencyHistogram.create();

    @Test
    void knowsNothingAtFirst() {
        assertThat(histogram.count()).isZero();
        assertThat(histogram.percentileMillis(99)).isZero();
        assertThat(histogram.maxMillis()).isZero();
    }

    @Test
    void agreesWithSortingToWithinOnePointSixPercent() {
        var random = new SplittableRandom(7);
        var exact = new double[50_000];
        for (int i = 0; i < exact.length; i++) {
            long nanos = (long) Math.exp(random.nextDouble(Math.log(2_000), Math.log(20e9)));
            histogram.record(nanos);
            exact[i] = nanos / 1e6;
        }
        Arrays.sort(exact);

        for (double percentile : new double[] {1, 25, 50, 90, 99, 99.9}) {
            double expected = exact[(int) Math.ceil(exact.length * percentile / 100) - 1];
            assertThat(histogram.percentileMillis(percentile))
                    .as("p%s", percentile)
                    .isCloseTo(expected, within(Math.max(0.001, expected * 0.016)));
        }
        assertThat(histogram.maxMillis()).isCloseTo(exact[exact.length - 1], within(0.001));
    }

    @Test
    void neverTellsMoreThanTheLongest() {
        histogram.record(Duration.ofMillis(1_234).toNanos());

        assertThat(histogram.percentileMillis(50)).isEqualTo(1_234);
        assertThat(histogram.percentileMillis(100)).isEqualTo(1_234);
    }

    @Test
    void takesAnyNumberWithoutHarm() {
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.percentileMillis(1)).isZero();
        assertThat(histogram.maxMillis()).isEqualTo(600_000);
    }
}
