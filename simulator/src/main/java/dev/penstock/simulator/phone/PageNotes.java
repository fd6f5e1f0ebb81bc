package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.Linter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page shows beside the session: the Flow's name, and what the linter finds in it. Thread-safe. */
final class PageNotes {

    private final String flowName;
    private @Nullable FlowJson linted;
    private List<Map<String, Object>> findings = List.of();
    private @Nullable String unreadable;

    PageNotes(String flowName) {
        this.flowName = flowName;
    }

    String flowName() {
        return flowName;
    }

    /** The edited file cannot be read; the phone goes on with the last one that could. */
    synchronized void unreadable(String problem) {
        unreadable = problem;
    }

    synchronized void readable() {
        unreadable = null;
    }

    /** The findings for a Flow; the linter runs once for each. */
    synchronized List<Map<String, Object>> findings(FlowJson flow) {
        if (!flow.equals(linted)) {
            List<Map<String, Object>> found = new ArrayList<>();
            for (Finding finding : Linter.standard().check(flow.source()).findings()) {
                found.add(Map.of(
                        "severity", finding.severity().name().toLowerCase(Locale.ROOT),
                        "code", finding.code(),
                        "text", finding.message(),
                        "line", finding.range().lineStart()));
            }
            linted = flow;
            findings = List.copyOf(found);
        }
        if (unreadable == null) {
            return findings;
        }
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of("severity", "error", "code", "INVALID_FLOW_JSON", "text", unreadable, "line", 1));
        all.addAll(findings);
        return all;
    }
}
