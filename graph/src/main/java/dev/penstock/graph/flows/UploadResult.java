package dev.penstock.graph.flows;

import dev.penstock.id.FlowId;
import java.util.List;

/**
 * What came of creating a Flow or uploading a Flow JSON. Meta may take it and still find errors; then it stays a draft.
 *
 * @param flow the Flow
 * @param accepted whether Meta took it
 * @param validationErrors the errors it found
 */
public record UploadResult(FlowId flow, boolean accepted, List<ValidationError> validationErrors) {

    /** Copies the list. */
    public UploadResult {
        validationErrors = List.copyOf(validationErrors);
    }
}
