package dev.penstock.spring.internal;

import dev.penstock.Flow;
import dev.penstock.event.EndpointListener;
import dev.penstock.spring.annotation.FlowController;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * All Flows of an application: beans, and those of annotated methods.
 *
 * @param flows the Flows
 * @param listeners who hears of error notifications, by the name of the Flow
 */
public record FoundFlows(List<Flow> flows, Map<String, List<EndpointListener>> listeners) {

    /** Looks for them. */
    public static FoundFlows in(ListableBeanFactory beans) {
        var flows = new ArrayList<>(
                beans.getBeanProvider(Flow.class).orderedStream().toList());
        var listeners = new HashMap<String, List<EndpointListener>>();
        for (var name : beans.getBeanNamesForAnnotation(FlowController.class)) {
            var annotated = AnnotatedFlow.of(beans.getBean(name));
            flows.add(annotated.flow());
            listeners.put(annotated.flow().name(), annotated.listeners());
        }
        return new FoundFlows(flows, listeners);
    }
}
