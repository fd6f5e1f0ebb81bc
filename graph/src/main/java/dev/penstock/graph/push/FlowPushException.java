package dev.penstock.graph.push;

import java.util.List;

/** Thrown when a Flow cannot be pushed. The message says why and what to do. */
public final class FlowPushException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<LintFinding> findings;

    FlowPushException(String message, List<LintFinding> findings) {
        super(message);
        this.findings = List.copyOf(findings);
    }

    /** {@return what the check found, if that is why} */
    public List<LintFinding> findings() {
        return findings;
    }
}
