package dev.penstock.spring.test;

import dev.penstock.spring.PenstockProperties;
import dev.penstock.spring.internal.FlowJsons;
import dev.penstock.spring.internal.FoundFlows;
import dev.penstock.testing.FlowTester;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/** What a {@link FlowTest} can be given. */
@AutoConfiguration
@EnableConfigurationProperties(PenstockProperties.class)
class FlowTestConfiguration {

    FlowTestConfiguration() {}

    @Bean
    FlowTesters flowTesters(ListableBeanFactory beans, PenstockProperties properties, ResourceLoader resources) {
        var jsons = new FlowJsons(resources);
        var testers = new LinkedHashMap<String, FlowTester>();
        for (var flow : FoundFlows.in(beans).values()) {
            var tester = FlowTester.of(flow);
            var own = Optional.ofNullable(properties.flows().get(flow.name()));
            testers.put(
                    flow.name(), jsons.of(flow, own).map(tester::withFlowJson).orElse(tester));
        }
        return new FlowTesters(testers);
    }

    @Bean
    @Lazy
    FlowTester flowTester(FlowTesters testers) {
        return testers.only();
    }
}
