package dev.penstock.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of metrics, read. */
class ExpositionTest {

    private static Sample series(String name, Map<String, String> labels, double value) {
        return new Sample(new Sample.Series(name, labels), value);
    }

    @Test
    void readsNamesLabelsAndValues() {
        assertThat(Exposition.read("""
                        # HELP penstock_a_total A sentence with penstock_b 5.
                        # TYPE penstock_a_total counter
                        penstock_a_total{flow="booking",tenant="none"} 12.0
                        penstock_b 1.5E3
                        penstock_c{le="+Inf",} +Inf 1764244800000
                        jvm_threads_live_threads 12.0
                        """))
                .containsExactly(
                        series("penstock_a_total", Map.of("flow", "booking", "tenant", "none"), 12),
                        series("penstock_b", Map.of(), 1500),
                        series("penstock_c", Map.of("le", "+Inf"), Double.POSITIVE_INFINITY));
    }

    @Test
    void readsWhatIsEscapedInALabel() {
        assertThat(Exposition.read("penstock_a{x=\"a\\\"b\\\\c\\nd},{e\",y=\"\"} 1"))
                .containsExactly(series("penstock_a", Map.of("x", "a\"b\\c\nd},{e", "y", ""), 1));
    }

    @Test
    void passesOverWhatIsNoSeries() {
        assertThat(Exposition.read(String.join(
                        "\n",
                        "penstock_a",
                        "penstock_a{",
                        "penstock_a{x",
                        "penstock_a{x=",
                        "penstock_a{x=\"",
                        "penstock_a{x=\"\\",
                        "penstock_a{x=\"1\"",
                        "penstock_a{x=1} 2",
                        "penstock_a{x=\"1\"} many",
                        "penstock_")))
                .isEmpty();
    }
}
