package dev.penstock.spring;

import dev.penstock.Flow;
import dev.penstock.endpoint.FlowEndpointBuilder;

/**
 * Changes an endpoint before it is built. Beans of this type are called for every Flow, in their order, after the
 * properties.
 */
@FunctionalInterface
public interface FlowEndpointCustomizer {

    /**
     * Changes an endpoint.
     *
     * @param builder the endpoint
     * @param flow the Flow that it serves
     */
    void customize(FlowEndpointBuilder builder, Flow flow);
}
