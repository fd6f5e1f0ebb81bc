package dev.penstock.flowjson.check;

import dev.penstock.FlowData;
import dev.penstock.NextScreen;
import dev.penstock.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.model.DataModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one screen may be given, prepared for quick checks. The usual answer, which fits, allocates nothing. */
final class ScreenModel {

    private static final int MAX_VIOLATIONS = 20;
    private static final String FINAL_ANSWER = "extension_message_response";

    private final String id;
    private final int line;
    private final Map<String, DataModel.Property> declared;
    private final Set<String> required;
    private final Set<String> targets = new HashSet<>();
    private final Map<String, ImageLimit> images;
    private final boolean hasNavigationList;

    ScreenModel(FlowScreen screen, FlowJson flow) {
        this.id = screen.id();
        this.line = screen.node().range().lineStart();
        this.declared = new HashMap<>(screen.dataModel().properties());
        this.required = screen.dataModel().required();
        this.images = ImageLimit.of(screen, flow);
        this.hasNavigationList = screen.components().stream()
                .anyMatch(component -> component.type().equals("NavigationList"));
        flow.screens().stream()
                .map(FlowScreen::id)
                .filter(other -> flow.routing().allows(id, other))
                .forEach(targets::add);
    }

    boolean leadsTo(String screen) {
        return targets.contains(screen);
    }

    boolean hasNavigationList() {
        return hasNavigationList;
    }

    /** Coming from a NavigationList every declared key was observed to be required. */
    List<ResponseViolation> check(FlowData data, boolean isEverythingRequired) {
        List<ResponseViolation> violations = List.of();
        for (Map.Entry<String, Object> entry : data.asMap().entrySet()) {
            violations = checkEntry(entry.getKey(), entry.getValue(), violations);
        }
        for (String name : isEverythingRequired ? declared.keySet() : required) {
            if (!data.has(name)) {
                violations = add(violations, "data." + name, "Screen %s requires it%s.".formatted(id, where(name)));
            }
        }
        return violations;
    }

    private List<ResponseViolation> checkEntry(String name, Object value, List<ResponseViolation> violations) {
        DataModel.Property property = declared.get(name);
        if (property != null) {
            if (!ValueCheck.fits(property.type(), value)) {
                ResponseViolation misfit = ValueCheck.explain(property.type(), value, "data." + name);
                return add(violations, misfit.path(), misfit.message() + where(name) + ".");
            }
            ImageLimit limit = images.get(name);
            return limit == null ? violations : limit.check(value, "data." + name, violations);
        }
        if (name.equals(NextScreen.ERROR_MESSAGE)) {
            return value instanceof String
                    ? violations
                    : add(violations, "data." + name, "Expected string, found %s.".formatted(ValueCheck.kind(value)));
        }
        if (name.equals(FINAL_ANSWER)) {
            return violations;
        }
        if (declared.isEmpty()) {
            return add(
                    violations,
                    "data." + shown(name),
                    "Screen %s declares no data (line %d of the Flow JSON), so it must be given none."
                            .formatted(id, line));
        }
        return ValueCheck.hasNull(value, 0)
                ? add(violations, "data." + shown(name), "It is or holds null, which phones refuse. Leave the key out.")
                : violations;
    }

    private String where(String name) {
        DataModel.Property property = declared.get(name);
        return property == null
                ? ""
                : " (line %d of the Flow JSON)".formatted(property.range().lineStart());
    }

    private static String shown(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    static List<ResponseViolation> add(List<ResponseViolation> violations, String path, String message) {
        if (violations.size() >= MAX_VIOLATIONS) {
            return violations;
        }
        List<ResponseViolation> more = new ArrayList<>(violations);
        more.add(new ResponseViolation(path, message));
        return List.copyOf(more);
    }
}
