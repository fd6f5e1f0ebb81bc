package dev.penstock.server;

import dev.penstock.endpoint.FlowEndpoint;
import java.util.Objects;
import java.util.Optional;

/**
 * What an {@link EndpointDirectory} finds at a path.
 *
 * @param endpoint the endpoint, as it is {@linkplain FlowEndpoint#servedAt served at} the path
 * @param quota how much of the server it may take, perhaps together with others; empty for as much as there is
 */
public record ServedEndpoint(FlowEndpoint endpoint, Optional<RequestQuota> quota) {

    /** Refuses null. */
    public ServedEndpoint {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(quota, "quota");
    }
}
