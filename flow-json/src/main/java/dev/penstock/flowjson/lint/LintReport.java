package dev.penstock.flowjson.lint;

import java.util.List;

/**
 * What the linter found in one document.
 *
 * @param findings everything, in the order of the text
 * @param isComplete false if there were more errors or warnings than {@link Linter#MAX_FINDINGS}
 */
public record LintReport(List<Finding> findings, boolean isComplete) {

    /** Copies the list. */
    public LintReport {
        findings = List.copyOf(findings);
    }

    /** {@return the findings that are errors} */
    public List<Finding> errors() {
        return findings.stream().filter(Finding::isError).toList();
    }

    /** {@return the findings that are warnings} */
    public List<Finding> warnings() {
        return findings.stream().filter(finding -> !finding.isError()).toList();
    }

    /** {@return whether there is at least one error} */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
