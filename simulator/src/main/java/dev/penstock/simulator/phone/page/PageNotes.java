package dev.penstock.simulator.phone.page;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.Linter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** What the page shows beside the session: the Flow's name, and what the linter finds in it. Thread-safe. */
final class PageNotes {

    private final String flowName;
    private final Executor executor;
    private final Runnable whenLinted;
    private @Nullable FlowJson asked;
    private List<Map<String, Object>> findings = List.of();
    private @Nullable String unreadable;

    /**
     * Makes notes without findings.
     *
     * @param executor where the linter runs, so that the page need not wait for it
     * @param whenLinted called when there are findings to show, or none any more
     */
    PageNotes(String flowName, Executor executor, Runnable whenLinted) {
        this.flowName = flowName;
        this.executor = executor;
        this.whenLinted = whenLinted;
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

    /**
     * The findings for a Flow, once the linter has been over it, which it does once for each; those of the one before
     * until then.
     */
    synchronized List<Map<String, Object>> findings(FlowJson flow) {
        if (!flow.equals(asked)) {
            asked = flow;
            try {
                executor.execute(() -> lint(flow));
            } catch (RejectedExecutionException closing) {
                // The page is being put away; nobody waits for findings.
            }
        }
        if (unreadable == null) {
            return findings;
        }
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of(
                "severity",
                "error",
                "code",
                "INVALID_FLOW_JSON",
                "text",
                unreadable + " The phone plays the last version that could be read.",
                "line",
                1));
        all.addAll(findings);
        return all;
    }

    private void lint(FlowJson flow) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Finding finding : Linter.standard().check(flow.source()).findings()) {
            found.add(Map.of(
                    "severity", finding.severity().name().toLowerCase(Locale.ROOT),
                    "code", finding.code(),
                    "text", finding.message(),
                    "line", finding.range().lineStart()));
        }
        synchronized (this) {
            if (!flow.equals(asked)) {
                return; // there is a newer one by now
            }
            findings = List.copyOf(found);
        }
        whenLinted.run();
    }
}
