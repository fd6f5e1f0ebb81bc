package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.servlet.Greeting;
import dev.penstock.servlet.HostileClients;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application passes the kit. Run twice: with everything on the class path, and with Spring MVC alone. */
class SpringConformanceIT {

    private static final String VIRTUAL = "spring.threads.virtual.enabled=";

    @TestFactory
    Stream<DynamicContainer> passesTheKitOnBothKindsOfThreads() {
        return Stream.of("false", "true").map(isVirtual -> {
            var application = GreetingApplication.start(VIRTUAL + isVirtual);
            var kit =
                    EndpointConformanceKit.of(Greeting.target(GreetingApplication.uri(application, "/flows/greeting")));
            return dynamicContainer(
                    "virtual threads " + isVirtual,
                    EndpointConformanceKit.scenarios().stream()
                            .filter(scenario -> !scenario.id().equals("http/tls"))
                            .map(scenario -> dynamicTest(scenario.id(), () -> {
                                var result = kit.run(scenario);
                                assertThat(result.verdict().kind())
                                        .as(result.explanation())
                                        .isEqualTo(Kind.PASS);
                            }))
                            .onClose(() -> {
                                kit.close();
                                application.close();
                            }));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void answersStrangersAsDocumented(String isVirtual) throws Exception {
        try (var application = GreetingApplication.start(VIRTUAL + isVirtual);
                var clients = new HostileClients(GreetingApplication.uri(application, "/flows/greeting"))) {
            clients.assertAllAreAnsweredAsDocumented();
            clients.assertOtherMethodsAreRefused();
            clients.assertSlowUploadsKeepNobodyOut();
        }
    }

    /** Spring's filter for hidden methods reads forms, its multipart resolver reads parts. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/*"})
    void standsBesideSpringMvcHoweverThatIsConfigured(String mvcPath) throws Exception {
        try (var application = GreetingApplication.start(
                        "spring.mvc.hiddenmethod.filter.enabled=true",
                        "spring.servlet.multipart.max-request-size=1MB",
                        "spring.mvc.servlet.path=" + mvcPath.replace("/*", ""),
                        "server.servlet.context-path=/app");
                var clients = new HostileClients(GreetingApplication.uri(application, "/app/flows/greeting"))) {
            clients.assertAllAreAnsweredAsDocumented();
        }
    }
}
