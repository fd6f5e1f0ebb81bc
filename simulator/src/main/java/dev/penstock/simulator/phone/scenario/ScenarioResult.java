package dev.penstock.simulator.phone.scenario;

import dev.penstock.simulator.phone.PhoneRemark;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a scenario.
 *
 * @param name the scenario
 * @param took how long it took
 * @param steps how many steps went well
 * @param failure what went wrong in the next one, if anything did
 * @param remarks what was not right though the step went well, such as an answer on which phones differ
 */
public record ScenarioResult(
        String name, Duration took, int steps, Optional<String> failure, List<PhoneRemark> remarks) {

    /** Copies the remarks. */
    public ScenarioResult {
        remarks = List.copyOf(remarks);
    }

    /** {@return whether every step went well} */
    public boolean isPassed() {
        return failure.isEmpty();
    }

    /**
     * Adds what came of the same scenario on a phone that makes something else of answers.
     *
     * @param other the other result
     * @param difference in what the other phone differs, to begin a sentence with
     * @return both as one: failed if one of them is, with the remarks of both
     */
    public ScenarioResult and(ScenarioResult other, String difference) {
        Set<PhoneRemark> all = new LinkedHashSet<>(remarks);
        all.addAll(other.remarks);
        return new ScenarioResult(
                name,
                took.plus(other.took),
                Math.min(steps, other.steps),
                failure.or(() -> other.failure.map(text -> difference + text)),
                List.copyOf(all));
    }
}
