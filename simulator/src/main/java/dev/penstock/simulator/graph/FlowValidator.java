package dev.penstock.simulator.graph;

import java.util.List;
import java.util.Map;

/** Finds the errors of a Flow JSON, in the form in which Meta lists them ({@code validation_errors}). */
@FunctionalInterface
public interface FlowValidator {

    /** {@return all the checks of our linter} */
    static FlowValidator linting() {
        return new LintingValidator();
    }

    /**
     * Validates.
     *
     * @param flowJson the Flow JSON
     * @return the errors
     */
    List<Map<String, Object>> validate(String flowJson);
}
