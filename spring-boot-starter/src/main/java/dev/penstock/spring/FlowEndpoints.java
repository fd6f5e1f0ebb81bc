package dev.penstock.spring;

import dev.penstock.endpoint.FlowEndpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The endpoints of the application, a bean. Immutable and thread-safe. */
public final class FlowEndpoints {

    private final Map<String, FlowEndpoint> byPath;

    /**
     * Collects endpoints.
     *
     * @param byPath each with the path at which it is served
     */
    public FlowEndpoints(Map<String, FlowEndpoint> byPath) {
        this.byPath = Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
    }

    /** {@return each endpoint with the path at which it is served} */
    public Map<String, FlowEndpoint> byPath() {
        return byPath;
    }

    /**
     * Finds the endpoint of a Flow.
     *
     * @param flow the name of the Flow
     * @return its endpoint
     */
    public Optional<FlowEndpoint> of(String flow) {
        Objects.requireNonNull(flow, "flow");
        return byPath.values().stream()
                .filter(endpoint -> endpoint.flow().name().equals(flow))
                .findFirst();
    }

    @Override
    public String toString() {
        return "FlowEndpoints" + byPath.keySet();
    }
}
