package dev.penstock.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** When traces are sent. */
class TracesTest {

    @Test
    void tracesAreSentOnlyWhereAVariableNamesAPlace() {
        assertThat(Traces.areWanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")))
                .isTrue();
        assertThat(Traces.areWanted(Map.of("OTEL_TRACES_EXPORTER", "otlp"))).isTrue();
        assertThat(Traces.areWanted(Map.of("OTEL_TRACES_EXPORTER", "none"))).isFalse();
        assertThat(Traces.areWanted(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "))).isFalse();
        assertThat(Traces.areWanted(Map.of("OTEL_SERVICE_NAME", "shop"))).isFalse();
    }
}
