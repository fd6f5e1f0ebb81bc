package dev.penstock.simulator.phone;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a scenario.
 *
 * @param name the scenario
 * @param took how long it took
 * @param steps how many steps went well
 * @param failure what went wrong in the next one, if anything did
 */
public record ScenarioResult(String name, Duration took, int steps, Optional<String> failure) {

    /** {@return whether every step went well} */
    public boolean isPassed() {
        return failure.isEmpty();
    }
}
