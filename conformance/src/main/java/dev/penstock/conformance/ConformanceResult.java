package dev.penstock.conformance;

import java.time.Duration;

/**
 * A scenario and its verdict. Immutable.
 *
 * @param scenario what was asked
 * @param verdict what became of it
 * @param took how long it took in all
 */
public record ConformanceResult(ConformanceScenario scenario, Verdict verdict, Duration took) {

    /** {@return whether the endpoint failed; a warning is no failure} */
    public boolean isFailure() {
        return verdict.kind() == Verdict.Kind.FAIL;
    }

    /** {@return the result as lines for people: what was sent, expected and came, why it matters, how to fix it} */
    public String explanation() {
        return """
                %s: %s
                  sent:     %s
                  expected: %s (%s)
                  came:     %s
                  matters:  %s
                  fix:      %s""".formatted(
                        scenario.id(),
                        verdict.kind().words(),
                        scenario.sends(),
                        scenario.expects(),
                        scenario.confidence().words(),
                        verdict.came(),
                        scenario.why(),
                        scenario.fix());
    }
}
