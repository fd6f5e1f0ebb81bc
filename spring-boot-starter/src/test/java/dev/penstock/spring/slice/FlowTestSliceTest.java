package dev.penstock.spring.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.servlet.PenstockServlet;
import dev.penstock.spring.test.FlowTest;
import dev.penstock.spring.test.FlowTesters;
import dev.penstock.testing.FlowTester;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** A slice has the Flows and what the test gives them, and needs neither key nor secret. */
@FlowTest
class FlowTestSliceTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class OfTheTest {

        @Bean
        Clinic.Calendar calendar() {
            return () -> 7;
        }
    }

    @Autowired
    private FlowTester visit;

    @Autowired
    private FlowTesters all;

    @Autowired
    private ApplicationContext context;

    @Test
    void goesThroughTheWholeEndpoint() {
        visit.init().expectScreen("DAY").expectData("free", 7);
        visit.expectHealthy();
    }

    @Test
    void checksAnswersAgainstTheFlowJsonOfTheApplication() {
        var answer = visit.submit("DAY", Map.of()).expectFailure();

        assertThat(answer.violations()).isNotEmpty();
    }

    @Test
    void hasNothingElseOfTheApplication() {
        assertThat(context.getBeansOfType(Database.class)).isEmpty();
        assertThat(context.getBeansOfType(PenstockServlet.class)).isEmpty();
    }

    @Test
    void namesTheFlowsThatThereAre() {
        assertThat(all.of("visit")).isSameAs(visit);
        assertThatThrownBy(() -> all.of("visits")).hasMessageContaining("The names are: visit");
    }
}
