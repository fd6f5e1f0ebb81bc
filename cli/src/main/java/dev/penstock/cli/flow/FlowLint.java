package dev.penstock.cli.flow;

import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.Linter;
import dev.penstock.graph.push.FlowJsonLint;
import dev.penstock.graph.push.LintFinding;
import java.util.List;

/** The linter, as a push and the doctor ask for it. */
public final class FlowLint implements FlowJsonLint {

    private FlowLint() {}

    public static FlowLint standard() {
        return new FlowLint();
    }

    @Override
    public List<LintFinding> lint(byte[] flowJson) {
        return findings(Linter.standard(), flowJson);
    }

    @Override
    public List<LintFinding> lintForPublishing(byte[] flowJson) {
        return findings(Linter.standard().forNewFlows(), flowJson);
    }

    private static List<LintFinding> findings(Linter linter, byte[] flowJson) {
        return linter.check(flowJson).findings().stream().map(FlowLint::finding).toList();
    }

    private static LintFinding finding(Finding finding) {
        return new LintFinding(
                finding.isError(),
                "line %d, column %d: %s (%s)"
                        .formatted(
                                finding.range().lineStart(),
                                finding.range().columnStart(),
                                finding.message(),
                                finding.code()));
    }
}
