package dev.penstock.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.conformance.ConformanceScenario;
import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The adapter passes the kit in every container, on each kind of threads. */
class ServletConformanceIT {

    @TestFactory
    Stream<DynamicContainer> everyContainerPassesTheKit() {
        return Container.all().stream().map(kind -> {
            var container = start(kind);
            var kit = EndpointConformanceKit.of(Greeting.target(container.uri().resolve("/flows/greeting")));
            return dynamicContainer(
                    kind.name(),
                    EndpointConformanceKit.scenarios().stream()
                            .filter(scenario -> !scenario.id().equals("http/tls"))
                            .map(scenario -> passes(kit, scenario))
                            .onClose(() -> {
                                kit.close();
                                container.close();
                            }));
        });
    }

    private static Container start(Container.Kind kind) {
        try {
            var servlet = PenstockServlet.builder()
                    .endpoint(Greeting.endpoint().build())
                    .build();
            return kind.start().start(servlet::addTo);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static DynamicTest passes(EndpointConformanceKit kit, ConformanceScenario scenario) {
        return dynamicTest(scenario.id(), () -> {
            var result = kit.run(scenario);
            assertThat(result.verdict().kind()).as(result.explanation()).isEqualTo(Kind.PASS);
        });
    }
}
