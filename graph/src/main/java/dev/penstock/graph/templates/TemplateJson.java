package dev.penstock.graph.templates;

import dev.penstock.graph.internal.Required;
import dev.penstock.graph.messages.MessageHeader;
import dev.penstock.graph.messages.TemplateValues;
import dev.penstock.id.FlowId;
import dev.penstock.internal.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads and writes templates as Meta has them. */
final class TemplateJson {

    private TemplateJson() {}

    /** Empty for a template that this library cannot hold, such as one without a body. */
    static Optional<Template> read(Fields json) {
        var components = json.objects("components");
        var body = component(components, "BODY").flatMap(part -> part.filled("text"));
        if (body.isEmpty()) {
            return Optional.empty();
        }
        try {
            var content = new TemplateContent(
                    format(json, body.get()),
                    component(components, "HEADER").flatMap(TemplateJson::header),
                    TemplateText.of(body.get()),
                    component(components, "FOOTER").flatMap(part -> part.filled("text")),
                    component(components, "BUTTONS").stream()
                            .flatMap(part -> part.objects("buttons").stream())
                            .map(TemplateJson::button)
                            .toList());
            return Optional.of(new Template(
                    Required.text(json, "id"),
                    Required.text(json, "name"),
                    Required.text(json, "language"),
                    json.filled("status").orElse("UNKNOWN"),
                    TemplateCategory.parse(json.text("category").orElse("")),
                    content));
        } catch (IllegalArgumentException beyondOurLimits) {
            return Optional.empty();
        }
    }

    static Map<String, Object> write(NewTemplate template) {
        var content = template.content();
        var components = new ArrayList<Map<String, Object>>();
        content.header().ifPresent(header -> components.add(header(header)));
        components.add(text("BODY", "body_text", content.body()));
        content.footer().ifPresent(line -> components.add(Map.of("type", "FOOTER", "text", line)));
        if (!content.buttons().isEmpty()) {
            components.add(Map.of(
                    "type",
                    "BUTTONS",
                    "buttons",
                    content.buttons().stream().map(TemplateJson::button).toList()));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("name", template.name());
        json.put("language", template.language());
        json.put("category", template.category().name());
        json.put("parameter_format", content.format().name());
        json.put("components", components);
        return json;
    }

    private static Optional<Fields> component(List<Fields> components, String type) {
        return components.stream()
                .filter(part -> word(part, "type").equals(type))
                .findFirst();
    }

    /** Older templates do not say it. */
    private static PlaceholderFormat format(Fields json, String body) {
        var said = word(json, "parameter_format");
        boolean isNamed = said.isEmpty()
                ? TemplateText.placeholdersOf(body).stream().anyMatch(name -> !name.matches("[0-9]+"))
                : said.equals("NAMED");
        return isNamed ? PlaceholderFormat.NAMED : PlaceholderFormat.POSITIONAL;
    }

    private static Optional<TemplateHeader> header(Fields json) {
        var format = word(json, "format");
        return switch (format) {
            case "TEXT" -> json.filled("text").map(text -> new TemplateHeader.Line(TemplateText.of(text)));
            case "IMAGE", "VIDEO", "DOCUMENT" ->
                Optional.of(new TemplateHeader.File(MessageHeader.Kind.valueOf(format), Optional.empty()));
            default -> Optional.of(new TemplateHeader.Other(format));
        };
    }

    private static TemplateButton button(Fields json) {
        var text = json.text("text").orElse("");
        var type = word(json, "type");
        try {
            return switch (type) {
                case "FLOW" -> flow(json, text);
                case "QUICK_REPLY" -> new TemplateButton.QuickReply(text);
                case "URL" -> new TemplateButton.Link(text, json.text("url").orElse(""), Optional.empty());
                case "PHONE_NUMBER" ->
                    new TemplateButton.Call(
                            text, json.textOrNumber("phone_number").orElse(""));
                case "COPY_CODE" ->
                    new TemplateButton.CopyCode(
                            json.texts("example").stream().findFirst().orElse(""));
                default -> new TemplateButton.Other(type, text);
            };
        } catch (IllegalArgumentException beyondOurLimits) {
            return new TemplateButton.Other(type, text);
        }
    }

    private static TemplateButton flow(Fields json, String text) {
        boolean asks = word(json, "flow_action").equals("DATA_EXCHANGE");
        var flow = json.textOrNumber("flow_id")
                .<TemplateFlow>map(id -> new TemplateFlow.ById(new FlowId(id)))
                .or(() -> json.filled("flow_name").map(TemplateFlow.ByName::new))
                .orElseGet(() -> new TemplateFlow.Inline(json.text("flow_json").orElse("")));
        return new TemplateButton.Flow(
                text, flow, asks, json.filled("navigate_screen").filter(screen -> !asks), icon(word(json, "icon")));
    }

    private static Optional<TemplateButton.Icon> icon(String word) {
        return java.util.Arrays.stream(TemplateButton.Icon.values())
                .filter(icon -> icon.name().equals(word))
                .findFirst();
    }

    private static Map<String, Object> header(TemplateHeader header) {
        return switch (header) {
            case TemplateHeader.Line(var text) -> {
                var json = new LinkedHashMap<>(text("HEADER", "header_text", text));
                json.put("format", "TEXT");
                yield json;
            }
            case TemplateHeader.File(var kind, var example) ->
                Map.of(
                        "type",
                        "HEADER",
                        "format",
                        kind.name(),
                        "example",
                        Map.of("header_handle", List.of(example.orElse(""))));
            case TemplateHeader.Other(var format) -> Map.of("type", "HEADER", "format", format);
        };
    }

    private static Map<String, Object> text(String type, String example, TemplateText text) {
        var json = new LinkedHashMap<String, Object>();
        json.put("type", type);
        json.put("text", text.text());
        if (!text.examples().isEmpty()) {
            json.put(
                    "example",
                    switch (text.examples()) {
                        // The body has a list of lists, for whatever reason.
                        case TemplateValues.Positional(var texts) ->
                            Map.of(example, type.equals("BODY") ? List.of(texts) : texts);
                        case TemplateValues.Named(var texts) ->
                            Map.of(
                                    example + "_named_params",
                                    texts.entrySet().stream()
                                            .map(value ->
                                                    Map.of("param_name", value.getKey(), "example", value.getValue()))
                                            .toList());
                    });
        }
        return json;
    }

    private static Map<String, Object> button(TemplateButton button) {
        var json = new LinkedHashMap<String, Object>();
        switch (button) {
            case TemplateButton.Flow flow -> {
                json.put("type", "FLOW");
                json.put("text", flow.text());
                switch (flow.flow()) {
                    case TemplateFlow.ById(var id) -> json.put("flow_id", id.value());
                    case TemplateFlow.ByName(var name) -> json.put("flow_name", name);
                    case TemplateFlow.Inline(var flowJson) -> json.put("flow_json", flowJson);
                }
                json.put("flow_action", flow.asksEndpoint() ? "data_exchange" : "navigate");
                flow.screen().ifPresent(screen -> json.put("navigate_screen", screen));
                flow.icon().ifPresent(icon -> json.put("icon", icon.name()));
            }
            case TemplateButton.QuickReply(var text) -> put(json, "QUICK_REPLY", text);
            case TemplateButton.Link link -> {
                put(json, "URL", link.text());
                json.put("url", link.url());
                link.example().ifPresent(example -> json.put("example", List.of(example)));
            }
            case TemplateButton.Call(var text, var number) -> {
                put(json, "PHONE_NUMBER", text);
                json.put("phone_number", number);
            }
            case TemplateButton.CopyCode(var example) -> {
                json.put("type", "COPY_CODE");
                json.put("example", example);
            }
            case TemplateButton.Other other -> put(json, other.type(), other.text());
        }
        return json;
    }

    private static void put(Map<String, Object> json, String type, String text) {
        json.put("type", type);
        json.put("text", text);
    }

    private static String word(Fields json, String name) {
        return json.text(name).orElse("").toUpperCase(Locale.ROOT);
    }
}
