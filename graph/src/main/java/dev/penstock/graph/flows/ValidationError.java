package dev.penstock.graph.flows;

import dev.penstock.internal.Fields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An error that Meta found in a Flow JSON. The set of codes is open.
 *
 * @param error the code, such as {@code INVALID_PROPERTY_VALUE}
 * @param errorType the kind of error, such as {@code FLOW_JSON_ERROR}
 * @param message what Meta says
 * @param line the line where it begins, from 1
 * @param column the column where it begins, from 1
 * @param paths where in the Flow JSON, such as {@code screens[0].layout}
 */
public record ValidationError(
        String error,
        Optional<String> errorType,
        String message,
        OptionalInt line,
        OptionalInt column,
        List<String> paths) {

    /** Copies the paths. */
    public ValidationError {
        paths = List.copyOf(paths);
    }

    static List<ValidationError> listOf(Fields answer) {
        return answer.objects("validation_errors").stream()
                .map(ValidationError::of)
                .toList();
    }

    private static ValidationError of(Fields fields) {
        return new ValidationError(
                fields.text("error").orElse("UNKNOWN"),
                fields.text("error_type"),
                fields.text("message").orElse(""),
                fields.whole("line_start"),
                fields.whole("column_start"),
                fields.objects("pointers").stream()
                        .flatMap(pointer -> pointer.text("path").stream())
                        .toList());
    }

    @Override
    public String toString() {
        var place = line.isPresent() ? "line " + line.getAsInt() + ", column " + column.orElse(0) + ": " : "";
        return place + error + ": " + message;
    }
}
