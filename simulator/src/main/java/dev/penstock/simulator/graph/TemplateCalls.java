package dev.penstock.simulator.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls about templates. A template that can be read is approved at once. */
final class TemplateCalls {

    private static final Set<String> CATEGORIES = Set.of("MARKETING", "UTILITY", "AUTHENTICATION");
    private static final Set<String> HEADERS = Set.of("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION");
    private static final Set<String> ICONS = Set.of("DOCUMENT", "PROMOTION", "REVIEW");
    private static final Set<String> FLOW_ACTIONS = Set.of("NAVIGATE", "DATA_EXCHANGE");
    private static final int MAX_BUTTONS = 10;
    private static final int MAX_BUTTON_TEXT = 25;
    private static final int MAX_BODY = 1_024;
    private static final int MAX_LINE = 60;

    private final EmulatorState state;

    TemplateCalls(EmulatorState state) {
        this.state = state;
    }

    List<Map<String, Object>> list(String account, GraphCall call) {
        var name = Optional.ofNullable(call.query().get("name"));
        return state.templatesOf(account).stream()
                .filter(template -> name.isEmpty() || template.name.contains(name.get()))
                .map(EmulatedTemplate::json)
                .toList();
    }

    GraphReply create(String account, GraphCall call) {
        var name = call.text("name").orElse("");
        var language = call.text("language").orElse("");
        var category = call.text("category").orElse("").toUpperCase(Locale.ROOT);
        if (!name.matches("[a-z0-9_]{1,512}")) {
            return invalid("name: lower-case letters, digits and underscores only");
        }
        if (!language.matches("[a-z]{2,3}(_[A-Za-z0-9]{2,4})?") || !CATEGORIES.contains(category)) {
            return invalid("language or category is not one that is supported");
        }
        if (state.templatesOf(account).stream()
                .anyMatch(other -> other.name.equals(name) && other.language.equals(language))) {
            return invalid("Content in this language already exists");
        }
        boolean isNamed = "named".equalsIgnoreCase(call.text("parameter_format").orElse(""));
        var components = new ArrayList<Map<?, ?>>();
        Optional<EmulatedFlow> flow = Optional.empty();
        for (var item : call.list("components")) {
            var component = Json.object(item).orElse(Map.of());
            var problem = problem(component, isNamed);
            if (problem.isPresent()) {
                return invalid(problem.get());
            }
            if (EmulatedTemplate.word(component, "type").equals("BUTTONS")) {
                var buttons = new ArrayList<Map<?, ?>>();
                for (var button : Json.objects(component, "buttons").toList()) {
                    if (EmulatedTemplate.word(button, "type").equals("FLOW")) {
                        flow = flow(account, button);
                        if (flow.isEmpty()) {
                            return invalid("The Flow of the button does not exist, or is not published");
                        }
                        buttons.add(byId(button, flow.get()));
                    } else {
                        buttons.add(button);
                    }
                }
                components.add(Map.of("type", "BUTTONS", "buttons", buttons));
            } else {
                components.add(component);
            }
        }
        if (components.stream()
                .noneMatch(component -> EmulatedTemplate.word(component, "type").equals("BODY"))) {
            return invalid("components: a BODY is required");
        }
        var template = new EmulatedTemplate(
                state.newId(), account, name, language, category, isNamed, List.copyOf(components), flow);
        state.templates.put(template.id, template);
        return GraphReply.ok(Map.of("id", template.id, "status", template.status, "category", template.category));
    }

    GraphReply delete(String account, GraphCall call) {
        var name = call.query().getOrDefault("name", call.text("name").orElse(""));
        var id = Optional.ofNullable(call.query().get("hsm_id")).or(() -> call.text("hsm_id"));
        var found = state.templatesOf(account).stream()
                .filter(template -> template.name.equals(name))
                .filter(template -> id.isEmpty() || template.id.equals(id.get()))
                .toList();
        if (found.isEmpty()) {
            return invalid("Message template not found");
        }
        found.forEach(template -> state.templates.remove(template.id));
        return GraphReply.success();
    }

    private Optional<EmulatedFlow> flow(String account, Map<?, ?> button) {
        var json = Json.text(button, "flow_json");
        if (json.isPresent()) {
            var flow = new EmulatedFlow(
                    state.newId(),
                    account,
                    "Template " + state.newId(),
                    List.of("OTHER"),
                    Optional.of(state.appId),
                    state.clock.instant());
            flow.draft = json;
            flow.published = json;
            flow.status = EmulatedFlow.Status.PUBLISHED;
            state.flows.put(flow.id, flow);
            return Optional.of(flow);
        }
        return Json.text(button, "flow_id")
                .map(id -> Optional.ofNullable(state.flows.get(id)))
                .orElseGet(() ->
                        state.flowByName(account, Json.text(button, "flow_name").orElse("")))
                .filter(flow -> flow.published.isPresent());
    }

    private static Map<?, ?> byId(Map<?, ?> button, EmulatedFlow flow) {
        var kept = new LinkedHashMap<Object, Object>(button);
        kept.remove("flow_json");
        kept.remove("flow_name");
        kept.put("flow_id", flow.id);
        kept.putIfAbsent("flow_action", "NAVIGATE");
        return kept;
    }

    private static Optional<String> problem(Map<?, ?> component, boolean isNamed) {
        var text = Json.text(component, "text").orElse("");
        return switch (EmulatedTemplate.word(component, "type")) {
            case "HEADER" -> header(component, text, isNamed);
            case "BODY" ->
                text.isEmpty() || text.length() > MAX_BODY
                        ? Optional.of("BODY: text has 1 to 1024 characters")
                        : placeholders("BODY", text, component, isNamed);
            case "FOOTER" ->
                text.isEmpty() || text.length() > MAX_LINE
                        ? Optional.of("FOOTER: text has 1 to 60 characters")
                        : Optional.empty();
            case "BUTTONS" -> buttons(component);
            default -> Optional.of("components: unknown type");
        };
    }

    private static Optional<String> header(Map<?, ?> component, String text, boolean isNamed) {
        var format = EmulatedTemplate.word(component, "format");
        if (!HEADERS.contains(format)) {
            return Optional.of("HEADER: unknown format");
        }
        if (format.equals("TEXT")) {
            if (text.isEmpty() || text.length() > MAX_LINE) {
                return Optional.of("HEADER: text has 1 to 60 characters");
            }
            return EmulatedTemplate.placeholders(text).size() > 1
                    ? Optional.of("HEADER: one placeholder at most")
                    : placeholders("HEADER", text, component, isNamed);
        }
        return Json.list(Json.object(component, "example"), "header_handle").isEmpty()
                ? Optional.of("HEADER: example.header_handle is missing")
                : Optional.empty();
    }

    /** Placeholders are all numbers or all names, as the format says, and each has an example. */
    private static Optional<String> placeholders(String where, String text, Map<?, ?> component, boolean isNamed) {
        var placeholders = EmulatedTemplate.placeholders(text);
        for (int i = 0; i < placeholders.size(); i++) {
            boolean fits = isNamed
                    ? placeholders.get(i).matches("[a-z][a-z0-9_]*")
                    : placeholders.get(i).equals(Integer.toString(i + 1));
            if (!fits) {
                return Optional.of(where + ": placeholders are not as parameter_format says");
            }
        }
        return placeholders.isEmpty() || component.containsKey("example")
                ? Optional.empty()
                : Optional.of(where + ": an example for each placeholder is missing");
    }

    private static Optional<String> buttons(Map<?, ?> component) {
        var buttons = Json.objects(component, "buttons").toList();
        if (buttons.isEmpty() || buttons.size() > MAX_BUTTONS) {
            return Optional.of("BUTTONS: 1 to 10 buttons");
        }
        for (var button : buttons) {
            var type = EmulatedTemplate.word(button, "type");
            var text = Json.text(button, "text").orElse("");
            if (text.length() > MAX_BUTTON_TEXT || (text.isEmpty() && !type.equals("COPY_CODE"))) {
                return Optional.of("BUTTONS: text has 1 to 25 characters");
            }
            if (type.equals("FLOW")) {
                var problem = flowButton(button);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> flowButton(Map<?, ?> button) {
        if (EmulatedTemplate.words(button, "flow_id", "flow_name", "flow_json").count() != 1) {
            return Optional.of("FLOW: exactly one of flow_id, flow_name and flow_json");
        }
        var action = EmulatedTemplate.word(button, "flow_action");
        if (!action.isEmpty() && !FLOW_ACTIONS.contains(action)) {
            return Optional.of("FLOW: flow_action is navigate or data_exchange");
        }
        var icon = EmulatedTemplate.word(button, "icon");
        return icon.isEmpty() || ICONS.contains(icon)
                ? Optional.empty()
                : Optional.of("FLOW: icon is DOCUMENT, PROMOTION or REVIEW");
    }

    private static GraphReply invalid(String details) {
        return GraphReply.error(400, 100, "Invalid parameter", details);
    }
}
