package dev.penstock.spring.internal;

import dev.penstock.Flow;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.annotation.FlowController;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;

/** All Flows of an application: beans, and those of annotated methods. */
public final class FoundFlows {

    private FoundFlows() {}

    /**
     * Looks for them.
     *
     * @return the Flows by their names, in their order
     * @throws PenstockConfigurationException if two have one name
     */
    public static Map<String, Flow> in(ListableBeanFactory beans) {
        var byName = new LinkedHashMap<String, Flow>();
        for (var flow : all(beans)) {
            if (byName.putIfAbsent(flow.name(), flow) != null) {
                throw new PenstockConfigurationException(
                        "Two beans are the Flow %s.".formatted(flow.name()), "Give each Flow a name of its own.");
            }
        }
        return byName;
    }

    private static List<Flow> all(ListableBeanFactory beans) {
        var flows = new ArrayList<>(
                beans.getBeanProvider(Flow.class).orderedStream().toList());
        for (var name : beans.getBeanNamesForAnnotation(FlowController.class)) {
            flows.add(AnnotatedFlow.of(beans.getBean(name)));
        }
        return flows;
    }
}
