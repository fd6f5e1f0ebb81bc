package dev.penstock.conformance.junit;

import dev.penstock.conformance.ConformanceResult;
import dev.penstock.conformance.ConformanceScenario;
import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Holds an endpoint to the whole contract in a test of JUnit 5 or 6, one test for each scenario:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsTheContract() {
 *     var access = EndpointAccess.of(url, publicKey).signedBy(RequestSignature.of(appSecrets));
 *     return ConformanceTests.of(ConformanceTarget.of(access).build());
 * }
 * }</pre>
 *
 * <p>A scenario that cannot be judged, because something is not known of the endpoint, is aborted and says what is
 * missing. JUnit is an optional dependency of this module: whoever uses this class has it.
 */
public final class ConformanceTests {

    private ConformanceTests() {}

    /**
     * Makes the tests, which fail where WhatsApp would not accept what the endpoint does, or it is unsafe.
     *
     * @param target the endpoint, and what is known of it
     * @return the tests of all scenarios, to be run one after the other and closed, as JUnit does
     */
    public static Stream<DynamicTest> of(ConformanceTarget target) {
        return tests(target, EndpointConformanceKit.scenarios(), Set.of(Kind.FAIL));
    }

    /**
     * Makes the tests of some scenarios, which fail as in {@link #of(ConformanceTarget)}.
     *
     * @param target the endpoint, and what is known of it
     * @param scenarios which, see {@link EndpointConformanceKit#scenarios(java.util.Collection, java.util.Collection)}
     * @return the tests
     */
    public static Stream<DynamicTest> of(ConformanceTarget target, List<ConformanceScenario> scenarios) {
        return tests(target, scenarios, Set.of(Kind.FAIL));
    }

    /**
     * Makes the tests, which fail for a warning too: where the endpoint works with WhatsApp, but should do better.
     *
     * @param target the endpoint, and what is known of it
     * @return the tests of all scenarios
     */
    public static Stream<DynamicTest> strictly(ConformanceTarget target) {
        return tests(target, EndpointConformanceKit.scenarios(), Set.of(Kind.FAIL, Kind.WARNING));
    }

    private static Stream<DynamicTest> tests(
            ConformanceTarget target, List<ConformanceScenario> scenarios, Set<Kind> failures) {
        Objects.requireNonNull(scenarios, "scenarios");
        var kit = EndpointConformanceKit.of(Objects.requireNonNull(target, "target"));
        return scenarios.stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.id(), () -> judge(kit.run(scenario), failures)))
                .onClose(kit::close);
    }

    private static void judge(ConformanceResult result, Set<Kind> failures) {
        var kind = result.verdict().kind();
        if (failures.contains(kind)) {
            throw new AssertionError(result.explanation());
        }
        Assumptions.assumeFalse(
                kind == Kind.NOT_JUDGED,
                () -> "Cannot judge: " + result.verdict().came());
    }
}
