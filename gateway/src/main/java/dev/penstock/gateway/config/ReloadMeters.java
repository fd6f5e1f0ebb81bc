package dev.penstock.gateway.config;

import dev.penstock.metrics.PenstockMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.util.function.ToDoubleFunction;

/** How often the configuration was read again, and whether what is served is what it says. */
final class ReloadMeters {

    private ReloadMeters() {}

    static void register(PenstockMetrics metrics, ConfiguredGateway gateway) {
        reloads(metrics, gateway, "done", ConfiguredGateway::reloads);
        reloads(metrics, gateway, "refused", ConfiguredGateway::failedReloads);
        Gauge.builder("penstock.configuration.up.to.date", gateway, of -> of.isUpToDate() ? 1 : 0)
                .description("Whether what is served is what the configuration said when it was last read: 1 or 0.")
                .strongReference(true)
                .register(metrics.registry());
    }

    private static void reloads(
            PenstockMetrics metrics,
            ConfiguredGateway gateway,
            String outcome,
            ToDoubleFunction<ConfiguredGateway> count) {
        FunctionCounter.builder("penstock.configuration.reloads", gateway, count)
                .description("How often a new state of the configuration was taken over, or refused for its mistakes.")
                .tag("outcome", outcome)
                .register(metrics.registry());
    }
}
