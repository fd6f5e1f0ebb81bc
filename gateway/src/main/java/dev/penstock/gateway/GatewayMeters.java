package dev.penstock.gateway;

import dev.penstock.event.EndpointLabels;
import dev.penstock.gateway.backend.Backend;
import dev.penstock.gateway.backend.BackendListener;
import dev.penstock.metrics.PenstockMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a gateway measures beside its endpoints and its server: backends and tenants. Thread-safe. */
final class GatewayMeters {

    private final PenstockMetrics metrics;
    private final Map<EndpointLabels, BackendMeters> backends = new ConcurrentHashMap<>();

    GatewayMeters(PenstockMetrics metrics) {
        this.metrics = metrics;
    }

    /** A backend that is measured from now on, until it is forgotten. */
    record Measured(BackendListener listener, Runnable forget) {

        static final Measured NOT = new Measured(asked -> {}, () -> {});
    }

    /** Measures the backend of an endpoint; all its meters are there at once, and those of the endpoint. */
    Measured measure(EndpointLabels endpoint, Backend backend) {
        var meters = backends.computeIfAbsent(metrics.countedAs(endpoint), labels -> BackendMeters.of(metrics, labels));
        meters.watch(backend);
        return new Measured(meters, () -> meters.forget(backend));
    }

    /**
     * Measures the tenants in memory.
     *
     * @param loaded how many there are
     * @return to be run when one cannot be loaded
     */
    Runnable tenants(Supplier<Number> loaded) {
        Gauge.builder("penstock.tenants.loaded", loaded)
                .description("Tenants in memory.")
                .strongReference(true)
                .register(metrics.registry());
        var failures = Counter.builder("penstock.tenant.failures")
                .description("How often a tenant could not be loaded, or not anew.")
                .register(metrics.registry());
        return failures::increment;
    }
}
