package dev.penstock.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.metrics.text.Exposition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Series, summed up. */
class ReplicaSamplesTest {

    private static ReplicaSamples read(String page) {
        return new ReplicaSamples(Exposition.read(page));
    }

    @Test
    void quantilesLieWithinTheirBucketsAsInPrometheus() {
        var histogram = read("""
                penstock_t_seconds_bucket{le="0.1"} 50
                penstock_t_seconds_bucket{le="1.0"} 90
                penstock_t_seconds_bucket{le="5.0"} 99
                penstock_t_seconds_bucket{le="+Inf"} 100
                """);

        assertThat(histogram.quantile(0.25)).hasValueCloseTo(0.05, within(1e-9));
        assertThat(histogram.quantile(0.7)).hasValueCloseTo(0.55, within(1e-9));
        assertThat(histogram.quantile(0.9)).hasValueCloseTo(1.0, within(1e-9));
        assertThat(histogram.quantile(0.999)).as("beyond the last edge").hasValueCloseTo(5.0, within(1e-9));
        assertThat(histogram.over(1)).hasValueCloseTo(0.1, within(1e-9));
        assertThat(histogram.over(7)).as("no such edge").isEmpty();
        assertThat(new ReplicaSamples(List.of()).quantile(0.9)).isEmpty();
    }

    @Test
    void aCounterThatBeganAnewHasNotShrunk() {
        var before = read("penstock_a_total{flow=\"x\"} 10\npenstock_a_total{flow=\"y\"} 100\npenstock_g 7");
        var after = read("penstock_a_total{flow=\"x\"} 15\npenstock_a_total{flow=\"y\"} 3\npenstock_g 9");

        assertThat(after.since(before).with("flow", "x").sum()).isEqualTo(5);
        assertThat(after.since(before).with("flow", "y").sum()).isEqualTo(3);
        assertThat(after.since(before).named("penstock_g").isEmpty()).isTrue();
    }
}
