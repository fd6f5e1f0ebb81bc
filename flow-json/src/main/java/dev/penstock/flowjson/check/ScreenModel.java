package dev.penstock.flowjson.check;

import dev.penstock.NextScreen;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.model.DataModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one screen may be given, prepared for quick checks. */
final class ScreenModel {

    /** Which of the declared keys an answer must have. */
    enum Needed {
        /** All of them, whatever the screen says. */
        ALL,
        /** Those that the screen names in an array {@code required}; without one all of them. */
        DECLARED,
        /** Those that the screen names in an array {@code required}; without one none. */
        REQUIRED
    }

    private static final String FINAL_ANSWER = "extension_message_response";

    private final String id;
    private final int line;
    private final Map<String, DataModel.Property> declared;
    private final boolean saysWhatIsRequired;
    private final Set<String> required;
    private final Set<String> targets = new HashSet<>();
    private final Set<String> others;
    private final List<DataUse> uses;
    private final List<FormMessage> messages;
    private final boolean hasNavigationList;

    ScreenModel(FlowScreen screen, FlowJson flow) {
        this.id = screen.id();
        this.line = screen.node().range().lineStart();
        this.declared = new HashMap<>(screen.dataModel().properties());
        this.required = screen.dataModel().required();
        this.saysWhatIsRequired = screen.node()
                .object("data")
                .flatMap(data -> data.array("required"))
                .isPresent();
        this.uses = DataUse.of(screen, flow);
        this.messages = FormMessage.of(screen);
        this.hasNavigationList = screen.components().stream()
                .anyMatch(component -> component.type().equals("NavigationList"));
        flow.screens().stream()
                .map(FlowScreen::id)
                .filter(other -> flow.routing().allows(id, other))
                .forEach(targets::add);
        this.others = targets.stream().filter(other -> !other.equals(id)).collect(Collectors.toUnmodifiableSet());
    }

    /** The other screens that may follow. */
    Set<String> followers() {
        return others;
    }

    boolean leadsTo(String screen) {
        return targets.contains(screen);
    }

    boolean hasNavigationList() {
        return hasNavigationList;
    }

    List<ResponseViolation> check(Map<String, ?> data, Needed needed) {
        var found = new Violations();
        data.forEach((name, value) -> checkEntry(name, value, found));
        boolean isDeclaredEnough = needed == Needed.REQUIRED || (saysWhatIsRequired && needed == Needed.DECLARED);
        for (String name : isDeclaredEnough ? required : declared.keySet()) {
            if (!data.containsKey(name)) {
                boolean isRequired = needed == Needed.ALL || required.contains(name);
                found.error("data." + name, isRequired ? requires(name) : declares(name));
            }
        }
        for (DataUse use : uses) {
            if (fits(use.path().getFirst(), data)) {
                use.check(data, found);
            }
        }
        for (FormMessage message : messages) {
            if (fits(message.path().getFirst(), data)) {
                message.check(data, found);
            }
        }
        return found.all();
    }

    private boolean fits(String name, Map<String, ?> data) {
        DataModel.Property property = declared.get(name);
        return property != null && data.containsKey(name) && ValueCheck.fits(property.type(), data.get(name));
    }

    private String requires(String name) {
        return "Screen %s requires it%s.".formatted(id, where(name));
    }

    private String declares(String name) {
        return ("Screen %s declares it%s, and phones were reported to refuse an answer without it. Send it, empty"
                        + " if need be.")
                .formatted(id, where(name));
    }

    private void checkEntry(String name, Object value, Violations found) {
        DataModel.Property property = declared.get(name);
        if (property != null) {
            if (!ValueCheck.fits(property.type(), value)) {
                ResponseViolation misfit = ValueCheck.explain(property.type(), value, "data." + name);
                found.error(misfit.path(), misfit.message() + where(name) + ".");
            }
        } else if (name.equals(NextScreen.ERROR_MESSAGE)) {
            if (!(value instanceof String)) {
                found.error("data." + name, "Expected string, found %s.".formatted(ValueCheck.kind(value)));
            }
        } else if (name.equals(FINAL_ANSWER)) {
            // A phone drops it before it looks at the rest.
            return;
        } else if (declared.isEmpty()) {
            found.error(
                    "data." + Violations.shown(name),
                    "Screen %s declares no data (line %d of the Flow JSON), so it must be given none."
                            .formatted(id, line));
        } else if (ValueCheck.hasNull(value, 0)) {
            found.error(
                    "data." + Violations.shown(name), "It is or holds null, which phones refuse. Leave the key out.");
        }
    }

    private String where(String name) {
        DataModel.Property property = declared.get(name);
        return property == null
                ? ""
                : " (line %d of the Flow JSON)".formatted(property.range().lineStart());
    }
}
