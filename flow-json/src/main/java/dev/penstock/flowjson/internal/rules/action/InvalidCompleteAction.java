package dev.penstock.flowjson.internal.rules.action;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import java.util.List;
import java.util.Set;

/** INVALID_COMPLETE_ACTION: only terminal screens complete; and a terminal screen should lead to the end. */
final class InvalidCompleteAction implements Rule {

    private static final Set<String> ENDING = Set.of("complete", "data_exchange");

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            if (screen.isTerminal()) {
                checkFooter(screen, findings);
                continue;
            }
            for (FlowAction action : screen.actions()) {
                if (action.name().equals("complete")) {
                    findings.error(
                            "INVALID_COMPLETE_ACTION",
                            action.node().get("name").orElseThrow(),
                            "Only a terminal screen can complete the Flow. Add \"terminal\": true to the screen,"
                                    + " or navigate on.");
                }
            }
        }
    }

    private static void checkFooter(FlowScreen screen, Findings findings) {
        List<FlowAction> footers = screen.actions().stream()
                .filter(action -> action.component().type().equals("Footer"))
                .toList();
        for (FlowAction action : footers) {
            if (footers.stream().noneMatch(other -> ENDING.contains(other.name()))) {
                findings.error(
                        "INVALID_ENUM_VALUE",
                        action.node().get("name").orElse(action.node()),
                        "The Footer of a terminal screen must be complete, or data_exchange where there is an"
                                + " endpoint.");
            }
        }
    }
}
