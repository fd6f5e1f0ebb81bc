package dev.penstock.flowjson.check;

import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.nearest.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what a message opens a Flow with when it names the screen itself: {@code flow_action} {@code navigate} with
 * its {@code flow_action_payload} (docs/reference/protocol.md, section 7). The screen must exist and be an entry
 * screen, and the data must be what the screen declares: no other keys, none left out, of the declared types, and not
 * an empty object.
 */
public final class Openings {

    private static final String SCREEN = "flow_action_payload.screen";
    private static final String DATA = "flow_action_payload.data";

    private Openings() {}

    /**
     * Checks a payload as a message carries it.
     *
     * @param flow the Flow JSON
     * @param payload {@code flow_action_payload}; empty if the message has none
     * @return what is wrong. Data that is left out altogether is only a warning, as a screen may do without
     */
    public static List<ResponseViolation> check(FlowJson flow, Map<?, ?> payload) {
        Object named = payload.get("screen");
        Optional<String> screen = named instanceof String id
                ? Optional.of(id)
                : flow.routing().entryScreens().stream().findFirst();
        if (named != null && !(named instanceof String)) {
            return List.of(new ResponseViolation(SCREEN, "It must be a string."));
        }
        if (screen.isEmpty()) {
            return List.of();
        }
        Object data = payload.get("data");
        if (data == null) {
            return check(flow, screen.get(), Map.of());
        }
        if (!(data instanceof Map<?, ?> given)) {
            return List.of(new ResponseViolation(DATA, "It must be an object."));
        }
        if (given.isEmpty()) {
            return List.of(new ResponseViolation(DATA, "An empty object is refused. Leave data out, or fill it."));
        }
        Map<String, Object> byName = new LinkedHashMap<>();
        given.forEach((name, value) -> byName.put(String.valueOf(name), value));
        return check(flow, screen.get(), byName);
    }

    /**
     * Checks screen and data.
     *
     * @param flow the Flow JSON
     * @param screen the screen that is opened
     * @param data its data; empty if there is none
     * @return what is wrong, as {@link #check(FlowJson, Map)}
     */
    public static List<ResponseViolation> check(FlowJson flow, String screen, Map<String, ?> data) {
        var found = new Violations();
        Optional<FlowScreen> opened = flow.screen(screen);
        if (opened.isEmpty()) {
            List<String> ids = flow.screens().stream().map(FlowScreen::id).toList();
            found.error(
                    SCREEN,
                    "The Flow JSON has no screen %s. %s"
                            .formatted(
                                    Violations.shown(screen),
                                    Nearest.to(screen, ids)
                                            .map("Did you mean %s?"::formatted)
                                            .orElse("Name one it has.")));
            return found.all();
        }
        List<String> entries = flow.routing().entryScreens();
        if (!entries.isEmpty() && !entries.contains(screen)) {
            found.error(
                    SCREEN,
                    "A Flow opens with an entry screen, and edges of the routing model lead to %s. Entry screens: %s."
                            .formatted(screen, String.join(", ", entries)));
        }
        checkData(flow, opened.get(), data, found);
        return found.all();
    }

    private static void checkData(FlowJson flow, FlowScreen screen, Map<String, ?> data, Violations found) {
        var declared = screen.dataModel().properties().keySet();
        if (data.isEmpty()) {
            if (!declared.isEmpty()) {
                found.warning(
                        DATA,
                        "Screen %s declares data (%s), and the message brings none."
                                .formatted(screen.id(), String.join(", ", declared)));
            }
            return;
        }
        data.keySet().stream()
                .filter(name -> !declared.contains(name))
                .forEach(name -> found.error(
                        DATA + "." + Violations.shown(name),
                        "Screen %s does not declare it. Declare it there, or leave it out.".formatted(screen.id())));
        new ScreenModel(screen, flow)
                .check(data, ScreenModel.Needed.DECLARED).stream()
                        .filter(violation -> declared.stream().anyMatch(name -> isAbout(violation, name)))
                        .map(violation -> new ResponseViolation(
                                DATA + violation.path().substring("data".length()),
                                violation.message(),
                                violation.isWarning()))
                        .forEach(found::add);
    }

    private static boolean isAbout(ResponseViolation violation, String name) {
        return violation.path().startsWith("data." + name);
    }
}
