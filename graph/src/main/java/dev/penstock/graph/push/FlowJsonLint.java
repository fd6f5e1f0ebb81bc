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

    /**
     * Checks a Flow JSON that is to be published, which Meta refuses for versions that are frozen.
     *
     * @param flowJson the Flow JSON in UTF-8
     * @return what was found; the same as {@link #lint} unless the check can tell more
     */
    default List<LintFinding> lintForPublishing(byte[] flowJson) {
        return lint(flowJson);
    }
}
