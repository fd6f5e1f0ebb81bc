package dev.penstock.simulator.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a message gives a template, and how Meta refuses it where it does not fit. The codes are documented; the words
 * of the details are as people have reported them.
 */
final class TemplateFilling {

    private final EmulatedTemplate template;
    private final List<Map<?, ?>> given;

    TemplateFilling(EmulatedTemplate template, Map<?, ?> sent) {
        this.template = template;
        this.given = Json.objects(sent, "components").toList();
    }

    Optional<GraphReply> refusal() {
        return header().or(this::body).or(this::buttons);
    }

    /** The body as a person reads it. */
    String text() {
        var values = new HashMap<String, String>();
        var parameters = parameters("BODY");
        for (int i = 0; i < parameters.size(); i++) {
            var name = Json.text(parameters.get(i), "parameter_name").orElse(Integer.toString(i + 1));
            values.put(name, Json.text(parameters.get(i), "text").orElse(""));
        }
        return EmulatedTemplate.filled(template.text("BODY"), values);
    }

    private Optional<GraphReply> header() {
        var parameters = parameters("HEADER");
        var format = template.headerFormat().orElse("TEXT");
        if (!Set.of("IMAGE", "VIDEO", "DOCUMENT").contains(format)) {
            return texts("header", template.text("HEADER"), parameters);
        }
        var received = parameters.isEmpty() ? "" : EmulatedTemplate.word(parameters.getFirst(), "type");
        if (!received.equals(format)) {
            return Optional.of(GraphReply.error(
                    400,
                    132012,
                    "Parameter format does not match format in the created template",
                    "header: Format mismatch, expected %s, received %s"
                            .formatted(format, received.isEmpty() ? "UNKNOWN" : received)));
        }
        var media = Json.object(parameters.getFirst(), format.toLowerCase(Locale.ROOT));
        return EmulatedTemplate.words(media, "id", "link").count() == 1
                ? Optional.empty()
                : Optional.of(missing("header: " + received.toLowerCase(Locale.ROOT) + " needs an id or a link"));
    }

    private Optional<GraphReply> body() {
        return texts("body", template.text("BODY"), parameters("BODY"));
    }

    private Optional<GraphReply> texts(String where, String text, List<Map<?, ?>> parameters) {
        var placeholders = EmulatedTemplate.placeholders(text);
        for (var parameter : parameters) {
            var type = EmulatedTemplate.word(parameter, "type");
            if (!Set.of("TEXT", "CURRENCY", "DATE_TIME").contains(type)) {
                return Optional.of(GraphReply.error(
                        400,
                        132012,
                        "Parameter format does not match format in the created template",
                        "%s: Format mismatch, expected TEXT, received %s".formatted(where, type)));
            }
            if (type.equals("TEXT") && Json.text(parameter, "text").isEmpty()) {
                return Optional.of(missing("Parameter of type text is missing text value"));
            }
        }
        if (parameters.size() != placeholders.size()) {
            return Optional.of(GraphReply.error(
                    400,
                    132000,
                    "Number of parameters does not match the expected number of params",
                    "%s: number of localizable_params (%d) does not match the expected number of params (%d)"
                            .formatted(where, parameters.size(), placeholders.size())));
        }
        return names(where, placeholders, parameters);
    }

    private Optional<GraphReply> names(String where, List<String> placeholders, List<Map<?, ?>> parameters) {
        for (var parameter : parameters) {
            var name = Json.text(parameter, "parameter_name");
            if (template.isNamed && name.isEmpty()) {
                return Optional.of(GraphReply.error(
                        400, 100, "Invalid parameter", where + ": Parameter name is missing or empty"));
            }
            if (name.isPresent() && !(template.isNamed && placeholders.contains(name.get()))) {
                return Optional.of(GraphReply.error(
                        400, 100, "Invalid parameter", where + ": the template has no parameter of that name"));
            }
        }
        return Optional.empty();
    }

    private Optional<GraphReply> buttons() {
        var byIndex = new LinkedHashMap<Integer, Map<?, ?>>();
        var buttons = template.buttons();
        for (var component : components("BUTTON")) {
            int index = index(component);
            var type = EmulatedTemplate.word(component, "sub_type");
            boolean fits = index >= 0
                    && index < buttons.size()
                    && EmulatedTemplate.word(buttons.get(index), "type").equals(type);
            if (!fits || byIndex.put(index, component) != null) {
                return Optional.of(notValid("Components sub_type invalid at index: %d and type: %s"
                        .formatted(index, type.toLowerCase(Locale.ROOT))));
            }
        }
        for (int index = 0; index < buttons.size(); index++) {
            var refused = button(index, buttons.get(index), Optional.ofNullable(byIndex.get(index)));
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private static Optional<GraphReply> button(int index, Map<?, ?> button, Optional<Map<?, ?>> component) {
        var parameters = new ArrayList<Map<?, ?>>();
        component.ifPresent(found -> Json.objects(found, "parameters").forEach(parameters::add));
        return switch (EmulatedTemplate.word(button, "type")) {
            // Not documented; reported by people who left the button out.
            case "FLOW" ->
                parameters.isEmpty()
                                || !EmulatedTemplate.word(parameters.getFirst(), "type")
                                        .equals("ACTION")
                        ? Optional.of(notValid(
                                "buttons: Button at index %d of type Flow requires a parameter".formatted(index)))
                        : Optional.empty();
            case "URL" -> {
                boolean needed = !EmulatedTemplate.placeholders(
                                Json.text(button, "url").orElse(""))
                        .isEmpty();
                boolean given = !parameters.isEmpty()
                        && Json.text(parameters.getFirst(), "text").isPresent();
                if (needed && !given) {
                    yield Optional.of(
                            missing("buttons: Button at index %d of type Url requires a parameter".formatted(index)));
                }
                yield given && !needed
                        ? Optional.of(GraphReply.error(
                                400,
                                132000,
                                "Number of parameters does not match the expected number of params",
                                "button: number of localizable_params (1) does not match the expected"
                                        + " number of params (0)"))
                        : Optional.empty();
            }
            case "COPY_CODE" ->
                parameters.isEmpty()
                        ? Optional.of(missing(
                                "buttons: Button at index %d of type CopyCode requires a parameter".formatted(index)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static int index(Map<?, ?> component) {
        var text = String.valueOf(component.get("index"));
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    }

    private List<Map<?, ?>> parameters(String type) {
        return components(type).stream()
                .flatMap(component -> Json.objects(component, "parameters"))
                .toList();
    }

    private List<Map<?, ?>> components(String type) {
        return given.stream()
                .filter(component -> EmulatedTemplate.word(component, "type").equals(type))
                .toList();
    }

    private static GraphReply missing(String details) {
        return GraphReply.error(400, 131008, "Required parameter is missing", details);
    }

    private static GraphReply notValid(String details) {
        return GraphReply.error(400, 131009, "Parameter value is not valid", details);
    }
}
