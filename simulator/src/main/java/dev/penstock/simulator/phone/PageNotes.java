package dev.penstock.simulator.phone;

import java.util.List;

/** What the page shows beside the session: the Flow's name, and findings of the linter. */
final class PageNotes {

    private final String flowName;
    private volatile List<PageFinding> findings = List.of();

    PageNotes(String flowName) {
        this.flowName = flowName;
    }

    String flowName() {
        return flowName;
    }

    List<PageFinding> findings() {
        return findings;
    }

    void findings(List<PageFinding> found) {
        findings = List.copyOf(found);
    }
}
