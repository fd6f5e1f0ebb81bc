package dev.penstock.metrics.internal;

import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives each endpoint its meters, as long as there are not too many; the rest share theirs. An endpoint that is built
 * anew keeps its own, and of all screens that it ever had only so many are told apart. Thread-safe.
 */
public final class EndpointMeters implements EndpointListener {

    /** How many screens of an endpoint are counted by name. */
    public static final int MAX_SCREENS = 50;

    private static final EndpointLabels OTHER = new EndpointLabels("other", Optional.of("other"), Set.of());

    private final MeterRegistry registry;
    private final int maxEndpoints;
    private final Map<EndpointLabels, Counted> known = new HashMap<>();
    private @Nullable Counted other;

    /** What is counted apart, and where. */
    private record Counted(Set<String> screens, boolean hasMore, MetersOfEndpoint meters) {}

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
        return counted(endpoint).meters();
    }

    /** The labels under which an endpoint is counted, without screens. */
    public synchronized EndpointLabels countedAs(EndpointLabels endpoint) {
        counted(endpoint);
        var name = name(endpoint);
        return known.containsKey(name) ? name : OTHER;
    }

    private static EndpointLabels name(EndpointLabels endpoint) {
        return new EndpointLabels(endpoint.flow(), endpoint.tenant(), Set.of());
    }

    private Counted counted(EndpointLabels endpoint) {
        var name = name(endpoint);
        var before = known.get(name);
        if (before == null && known.size() >= maxEndpoints) {
            return other();
        }
        var screens = new TreeSet<>(before == null ? Set.of() : before.screens());
        boolean hasMore = before != null && before.hasMore();
        for (var screen : new TreeSet<>(endpoint.screens())) {
            if (screens.size() < MAX_SCREENS) {
                screens.add(screen);
            }
            hasMore |= !screens.contains(screen);
        }
        if (before != null && before.screens().equals(screens) && before.hasMore() == hasMore) {
            return before;
        }
        var counted = new Counted(Set.copyOf(screens), hasMore, new MetersOfEndpoint(registry, name, screens, hasMore));
        known.put(name, counted);
        return counted;
    }

    /** One for all, however many there are. */
    private Counted other() {
        if (other == null) {
            other = new Counted(Set.of(), false, new MetersOfEndpoint(registry, OTHER, Set.of(), false));
        }
        return other;
    }
}
