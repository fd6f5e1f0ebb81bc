package dev.penstock.graph.push;

import dev.penstock.graph.flows.ValidationError;
import dev.penstock.id.FlowId;
import java.util.List;
import java.util.Optional;

/**
 * What a push did, or would do.
 *
 * @param flow the Flow; empty if it does not exist yet
 * @param steps what was done, or would be; empty if everything is as it should be
 * @param warnings what the check found that is no error
 * @param validationErrors the errors that Meta found; with one, nothing was published
 */
public record PushResult(
        Optional<FlowId> flow,
        List<PushStep> steps,
        List<LintFinding> warnings,
        List<ValidationError> validationErrors) {

    /** Copies the lists. */
    public PushResult {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        validationErrors = List.copyOf(validationErrors);
    }
}
