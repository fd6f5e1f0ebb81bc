package dev.penstock.server.internal;

import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointListener;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Gives the endpoints that a directory finds one more listener, each once; one that nobody else has any more is
 * forgotten. Thread-safe.
 */
final class HeardEndpoints {

    private final Optional<EndpointListener> listener;
    private final Map<FlowEndpoint, FlowEndpoint> heard = new WeakHashMap<>();

    HeardEndpoints(Optional<EndpointListener> listener) {
        this.listener = listener;
    }

    /** The same endpoint, heard. */
    FlowEndpoint of(FlowEndpoint endpoint) {
        return listener.map(each -> heardBy(each, endpoint)).orElse(endpoint);
    }

    private synchronized FlowEndpoint heardBy(EndpointListener each, FlowEndpoint endpoint) {
        return heard.computeIfAbsent(endpoint, found -> found.heardBy(each));
    }
}
