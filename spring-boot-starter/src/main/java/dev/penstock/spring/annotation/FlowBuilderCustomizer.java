package dev.penstock.spring.annotation;

import dev.penstock.FlowBuilder;

/** Sets what methods cannot say of a Flow. A {@link FlowController} implements it. */
@FunctionalInterface
public interface FlowBuilderCustomizer {

    /**
     * Changes the Flow, before the methods are looked at.
     *
     * @param builder the Flow, to which the handlers of the methods are added afterwards
     */
    void customize(FlowBuilder builder);
}
