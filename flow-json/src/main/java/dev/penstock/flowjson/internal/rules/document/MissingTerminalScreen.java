package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import java.util.List;

/** MISSING_TERMINAL_SCREEN, MISSING_FOOTER_ON_TERMINAL_SCREEN, and that one of the ends is a success. */
final class MissingTerminalScreen implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        List<FlowScreen> screens = document.flow().screens();
        if (screens.isEmpty()) {
            return;
        }
        List<FlowScreen> terminal =
                screens.stream().filter(FlowScreen::isTerminal).toList();
        if (terminal.isEmpty()) {
            findings.error(
                    "MISSING_TERMINAL_SCREEN",
                    screens.getLast().node(),
                    "No screen ends the Flow. Add \"terminal\": true to the screen where it ends.");
        } else if (terminal.stream().noneMatch(FlowScreen::isSuccess)) {
            findings.error(
                    "INVALID_PROPERTY_VALUE",
                    terminal.getFirst().node().get("success").orElseThrow(),
                    "Every end of this Flow is a failure. Let one terminal screen have \"success\": true, or leave"
                            + " it out.");
        }
        for (FlowScreen screen : terminal) {
            if (screen.components().stream()
                    .noneMatch(component -> component.type().equals("Footer"))) {
                findings.error(
                        "MISSING_FOOTER_ON_TERMINAL_SCREEN",
                        screen.node().get("id").orElse(screen.node()),
                        "A terminal screen needs a Footer to end the Flow with. Add one.");
            }
        }
    }
}
