package dev.penstock.flowjson.show;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a Flow as text or as fields: each screen with what it is given, asks for, sends, and leads to. */
public final class FlowSummary {

    private FlowSummary() {}

    /**
     * Writes a Flow.
     *
     * @param flow the document
     * @return the text, lines ended by a line feed
     */
    public static String of(FlowJson flow) {
        var text = new StringBuilder("Flow JSON %s, %s, %d %s. Routing %s."
                        .formatted(
                                flow.version().map(Object::toString).orElse("without version"),
                                flow.dataApiVersion()
                                        .map(version -> "Data API " + version)
                                        .orElse("no endpoint"),
                                flow.screens().size(),
                                flow.screens().size() == 1 ? "screen" : "screens",
                                flow.routing().isDeclared() ? "is declared" : "follows from navigation"))
                .append('\n');
        List<String> entries = flow.routing().entryScreens();
        for (FlowScreen screen : flow.screens()) {
            append(text, flow, screen, entries.contains(screen.id()));
        }
        return text.toString();
    }

    /**
     * Gives the same as fields, for programs.
     *
     * @param flow the document
     * @return what becomes a JSON object: {@code version}, {@code data_api_version}, {@code routing_declared} and the
     *     {@code screens}
     */
    public static Map<String, Object> fields(FlowJson flow) {
        Map<String, Object> fields = new LinkedHashMap<>();
        flow.version().ifPresent(version -> fields.put("version", version.toString()));
        flow.dataApiVersion().ifPresent(version -> fields.put("data_api_version", version));
        fields.put("routing_declared", flow.routing().isDeclared());
        List<String> entries = flow.routing().entryScreens();
        fields.put(
                "screens",
                flow.screens().stream()
                        .map(screen -> fields(flow, screen, entries.contains(screen.id())))
                        .toList());
        return Collections.unmodifiableMap(fields);
    }

    private static Map<String, Object> fields(FlowJson flow, FlowScreen screen, boolean isEntry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", screen.id());
        screen.title().ifPresent(title -> fields.put("title", title));
        fields.put("entry", isEntry);
        fields.put("terminal", screen.isTerminal());
        if (screen.isTerminal()) {
            fields.put("success", screen.isSuccess());
        }
        fields.put("calls_endpoint", screen.canCallEndpoint());
        fields.put("asks_endpoint_on_back", screen.refreshesOnBack());
        Map<String, Object> data = new LinkedHashMap<>();
        screen.dataModel().properties().values().forEach(property -> data.put(property.name(), type(property.type())));
        fields.put("data", data);
        fields.put(
                "inputs",
                inputs(screen)
                        .map(input -> Map.of(
                                "name",
                                input.name().orElse("?"),
                                "type",
                                input.type(),
                                "required",
                                input.node().isTrue("required")))
                        .toList());
        fields.put("sends", List.copyOf(payloads(screen, "data_exchange")));
        fields.put("completes_with", List.copyOf(payloads(screen, "complete")));
        fields.put("leads_to", List.copyOf(flow.routing().after(screen.id())));
        return fields;
    }

    private static Stream<FlowComponent> inputs(FlowScreen screen) {
        return screen.components().stream().filter(component -> Schemas.INPUTS.contains(component.type()));
    }

    private static void append(StringBuilder text, FlowJson flow, FlowScreen screen, boolean isEntry) {
        List<String> marks = new ArrayList<>();
        if (isEntry) {
            marks.add("entry");
        }
        if (screen.isTerminal()) {
            marks.add(screen.isSuccess() ? "terminal" : "terminal, no success");
        }
        if (screen.canCallEndpoint()) {
            marks.add("calls the endpoint");
        }
        text.append('\n').append(screen.id());
        screen.title().ifPresent(title -> text.append("  \"").append(title).append('"'));
        text.append(marks.isEmpty() ? "" : "  (" + String.join("; ", marks) + ")")
                .append('\n');
        line(
                text,
                "given",
                screen.dataModel().properties().values().stream()
                        .map(FlowSummary::property)
                        .toList());
        line(text, "asks for", inputs(screen).map(FlowSummary::input).toList());
        line(text, "sends", braced(payloads(screen, "data_exchange")));
        line(text, "completes with", braced(payloads(screen, "complete")));
        line(text, "leads to", List.copyOf(flow.routing().after(screen.id())));
        line(text, "going back", screen.refreshesOnBack() ? List.of("asks the endpoint") : List.of());
    }

    private static void line(StringBuilder text, String label, List<String> values) {
        if (!values.isEmpty()) {
            text.append("  %-15s".formatted(label))
                    .append(String.join(", ", values))
                    .append('\n');
        }
    }

    private static String property(DataModel.Property property) {
        return property.name() + ": " + type(property.type());
    }

    private static String type(DataType type) {
        return switch (type) {
            case DataType.ListOf list -> "array of " + type(list.items());
            case DataType.Structure structure ->
                structure.fields().entrySet().stream()
                        .map(field -> field.getKey() + ": " + type(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> type.describe();
        };
    }

    private static String input(FlowComponent input) {
        return "%s (%s%s)"
                .formatted(input.name().orElse("?"), input.type(), input.node().isTrue("required") ? ", required" : "");
    }

    private static List<String> braced(Set<List<String>> payloads) {
        return payloads.stream()
                .map(names -> "{" + String.join(", ", names) + "}")
                .toList();
    }

    /** The names of the fields of each payload of an action. */
    private static Set<List<String>> payloads(FlowScreen screen, String action) {
        Set<List<String>> payloads = new LinkedHashSet<>();
        for (FlowAction candidate : screen.actions()) {
            if (candidate.name().equals(action)) {
                payloads.add(candidate.payload().map(ObjectNode::members).stream()
                        .flatMap(members -> members.keySet().stream())
                        .toList());
            }
        }
        return payloads;
    }
}
