package dev.penstock.graph.push;

import java.util.List;

/** Checks a Flow JSON before it is pushed. */
@FunctionalInterface
public interface FlowJsonLint {

    /**
     * Checks.
     *
     * @param flowJson the Flow JSON in UTF-8
     * @return what was found
     */
    List<LintFinding> lint(byte[] flowJson);
}
