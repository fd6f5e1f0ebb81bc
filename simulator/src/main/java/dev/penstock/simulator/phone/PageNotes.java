package dev.penstock.simulator.phone;

import java.util.List;
import java.util.function.Function;

/** What the page shows beside the session: the Flow's name, findings of the linter, and how a session becomes a scenario. */
final class PageNotes {

    private final String flowName;
    private final Function<PhoneSession, String> scenario;
    private volatile List<PageFinding> findings = List.of();

    PageNotes(String flowName, Function<PhoneSession, String> scenario) {
        this.flowName = flowName;
        this.scenario = scenario;
    }

    String flowName() {
        return flowName;
    }

    String scenario(PhoneSession session) {
        return scenario.apply(session);
    }

    List<PageFinding> findings() {
        return findings;
    }

    void findings(List<PageFinding> found) {
        findings = List.copyOf(found);
    }
}
