package dev.penstock.spring.annotation;

import dev.penstock.FlowBuilder;

/** Sets what methods cannot say of a Flow. A {@link FlowController} implements it. */
@FunctionalInterface
public interface FlowBuilderCustomizer {

    /**
     * Changes the Flow before it is built.
     *
     * @param builder the Flow, with the handlers of the methods
     */
    void customize(FlowBuilder builder);
}
