package dev.penstock.cli.serve;

import dev.penstock.gateway.GatewayBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.Set;

/**
 * Sends traces where the standard variables of OpenTelemetry say, such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}; without
 * one of those that name a place there are none. Metrics are for Prometheus, and logs go to the standard error.
 */
final class Traces {

    private static final Set<String> PLACES =
            Set.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER");

    /** What holds unless a variable says otherwise. Only HTTP is spoken. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "penstock",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.propagators", "tracecontext");

    private Traces() {}

    static boolean areWanted(Map<String, String> environment) {
        return environment.entrySet().stream()
                .anyMatch(variable -> PLACES.contains(variable.getKey())
                        && !variable.getValue().isBlank()
                        && !variable.getValue().equals("none"));
    }

    /** With traces, if the environment of this process wants them. */
    static GatewayBuilder addTo(GatewayBuilder gateway) {
        if (!areWanted(System.getenv())) {
            return gateway;
        }
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        return gateway.tracing(sdk).closeAfter(sdk);
    }
}
