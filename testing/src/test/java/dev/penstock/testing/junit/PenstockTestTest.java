package dev.penstock.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.testing.FlowTester;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The annotation on test classes of users; those that are to fail are run by JUnit's launcher. */
@PenstockTest(flowJson = "src/test/resources/door.json")
class PenstockTestTest {

    /** A Flow whose second screen has no handler that works. */
    private static Flow door() {
        return Flow.named("door")
                .onInit(request -> NextScreen.of("DOOR").with("count", 1))
                .onScreen("DOOR", request -> {
                    throw new IllegalStateException("locked");
                })
                .build();
    }

    private final Flow flow = door();

    @Test
    void aMethodIsGivenATesterOfTheFlow(FlowTester tester) {
        tester.init().expectScreen("DOOR").expectData("count", 1);
    }

    @Test
    void aFailureThatIsExpectedIsNone(FlowTester tester) {
        tester.submit("DOOR", Map.of()).expectFailure();
    }

    @Test
    void everyParameterIsATesterOfItsOwn(FlowTester one, FlowTester other) {
        assertThat(one.flowToken()).isNotEqualTo(other.flowToken());
    }

    @Nested
    class Inside {

        @Test
        void theFlowOfTheClassAroundIsTaken(FlowTester tester) {
            tester.init().expectScreen("DOOR");
        }
    }

    @PenstockTest
    static class FailsAtTheEnd {
        final Flow flow = door();

        @Test
        void test(FlowTester tester) {
            tester.withSubject("somebody").submit("DOOR", Map.of());
        }
    }

    @PenstockTest
    static class WithoutAFlow {
        @Test
        void test(FlowTester tester) {
            tester.init();
        }
    }

    @PenstockTest
    static class WithTwoFlows {
        final Flow one = door();
        final Flow other = door();

        @Test
        void test(FlowTester tester) {
            tester.init();
        }
    }

    @PenstockTest
    static class TooEarly {
        Flow flow;

        @BeforeEach
        void begin(FlowTester tester) {
            tester.init();
        }

        @Test
        void test() {
            assertThat(flow).isNull();
        }
    }

    @PenstockTest(flowJson = "src/test/resources/door.json")
    static class AnswersWhatThePhoneRefuses {
        final Flow flow = Flow.named("door")
                .onInit(request -> NextScreen.of("DOOR").with("count", "one"))
                .onScreen("DOOR", request -> request.complete(Map.of()))
                .build();

        @Test
        void test(FlowTester tester) {
            tester.init();
        }
    }

    @PenstockTest(flowJson = "src/test/resources/nowhere.json")
    static class WithoutItsFlowJson {
        final Flow flow = door();

        @Test
        void test(FlowTester tester) {
            tester.init();
        }
    }

    @TestFactory
    Stream<DynamicTest> failsWithASentence() {
        return Map.<Class<?>, String>of(
                        FailsAtTheEnd.class, "locked",
                        WithoutAFlow.class, "add a field of the type Flow",
                        WithTwoFlows.class, "make testers with FlowTester.of(...)",
                        TooEarly.class, "holds no Flow yet",
                        AnswersWhatThePhoneRefuses.class, "count",
                        WithoutItsFlowJson.class, "nowhere.json")
                .entrySet()
                .stream()
                .map(wrong -> DynamicTest.dynamicTest(
                        wrong.getKey().getSimpleName(),
                        () -> assertThat(failures(wrong.getKey()))
                                .singleElement()
                                .asString()
                                .contains(wrong.getValue())));
    }

    private static List<String> failures(Class<?> test) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        listener);
        return listener.getSummary().getFailures().stream()
                .map(failure -> String.valueOf(failure.getException().getMessage()))
                .toList();
    }
}
