package dev.penstock.flowjson.internal.rules;

import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.Finding.Pointer;
import dev.penstock.flowjson.lint.LintReport;
import dev.penstock.flowjson.lint.Severity;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NodePath;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import dev.penstock.flowjson.tree.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings, errors and warnings each up to a limit, so that warnings never crowd out an error. */
public final class Findings {

    /**
     * Ends a run that has nothing more to tell: without it, a hostile document costs the writing of endless messages.
     */
    public static final class TooManyErrors extends RuntimeException {

        private static final long serialVersionUID = 1;

        private TooManyErrors() {
            super("There are more errors than a report holds.", null, false, false);
        }
    }

    private static final Comparator<Finding> BY_POSITION = Comparator.comparingInt(
                    (Finding finding) -> finding.range().lineStart())
            .thenComparingInt(finding -> finding.range().columnStart());

    private final int limit;
    private final Set<Finding> errors = new LinkedHashSet<>();
    private final Set<Finding> warnings = new LinkedHashSet<>();
    private boolean isComplete = true;

    public Findings(int limit) {
        this.limit = limit;
    }

    public void error(String code, Node node, String message) {
        add(code, Severity.ERROR, message, node.path(), node.range());
    }

    public void warning(String code, Node node, String message) {
        add(code, Severity.WARNING, message, node.path(), node.range());
    }

    /** Points at the name of a property instead of its value. */
    public void error(String code, Member member, String message) {
        add(code, Severity.ERROR, message, member.value().path(), member.keyRange());
    }

    public void warning(String code, Member member, String message) {
        add(code, Severity.WARNING, message, member.value().path(), member.keyRange());
    }

    public void error(String code, NodePath path, TextRange range, String message) {
        add(code, Severity.ERROR, message, path, range);
    }

    public void warning(String code, NodePath path, TextRange range, String message) {
        add(code, Severity.WARNING, message, path, range);
    }

    private void add(String code, Severity severity, String message, NodePath path, TextRange range) {
        Set<Finding> found = severity == Severity.ERROR ? errors : warnings;
        if (found.size() >= limit) {
            isComplete = false;
            if (severity == Severity.ERROR) {
                throw new TooManyErrors();
            }
            return;
        }
        found.add(new Finding(code, severity, message, List.of(new Pointer(range, path.toString()))));
    }

    public void leaveIncomplete() {
        isComplete = false;
    }

    public LintReport report() {
        List<Finding> sorted = new ArrayList<>(errors);
        sorted.addAll(warnings);
        sorted.sort(BY_POSITION);
        return new LintReport(sorted, isComplete);
    }
}
