package dev.penstock.metrics.internal;

import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gives each endpoint its meters, as long as there are not too many; the rest share theirs. Thread-safe. */
public final class EndpointMeters implements EndpointListener {

    /** How many screens of an endpoint are counted by name. */
    public static final int MAX_SCREENS = 50;

    private static final EndpointLabels OTHER = new EndpointLabels("other", Optional.of("other"), Set.of());

    private final MeterRegistry registry;
    private final int maxEndpoints;
    private final Set<EndpointLabels> known = new HashSet<>();

    public EndpointMeters(MeterRegistry registry, int maxEndpoints) {
        this.registry = registry;
        this.maxEndpoints = maxEndpoints;
    }

    /** Nobody asks this one, but for the listener of an endpoint. */
    @Override
    public void on(EndpointEvent event) {
        at(event.request().endpoint()).on(event);
    }

    /** Labels that are known keep their meters, whenever their endpoint is built anew. */
    @Override
    public synchronized EndpointListener at(EndpointLabels endpoint) {
        var name = new EndpointLabels(endpoint.flow(), endpoint.tenant(), Set.of());
        if (!known.contains(name) && known.size() >= maxEndpoints) {
            return new MetersOfEndpoint(registry, OTHER);
        }
        known.add(name);
        return new MetersOfEndpoint(registry, endpoint);
    }
}
