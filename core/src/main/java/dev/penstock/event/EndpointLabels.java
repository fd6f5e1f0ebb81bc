package dev.penstock.event;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What names an endpoint in events, metrics and logs.
 *
 * @param flow the name of the Flow
 * @param tenant whose endpoint it is, see {@link dev.penstock.endpoint.FlowEndpointBuilder#tenant}; empty where there
 *     is one owner only
 * @param screens the screens that it knows: those that the Flow names, and those of the Flow JSON if there is a
 *     response check that has read one
 */
public record EndpointLabels(String flow, Optional<String> tenant, Set<String> screens) {

    /** Copies the set, and refuses null. */
    public EndpointLabels {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(tenant, "tenant");
        screens = Set.copyOf(Objects.requireNonNull(screens, "screens"));
    }

    /** {@return the Flow, with the tenant before it where there is one} */
    @Override
    public String toString() {
        return tenant.map(whose -> whose + "/" + flow).orElse(flow);
    }
}
