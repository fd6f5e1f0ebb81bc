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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a Flow as text: each screen with what it is given, asks for, sends, and leads to. */
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
        line(
                text,
                "asks for",
                screen.components().stream()
                        .filter(component -> Schemas.INPUTS.contains(component.type()))
                        .map(FlowSummary::input)
                        .toList());
        line(text, "sends", payloads(screen, "data_exchange"));
        line(text, "completes with", payloads(screen, "complete"));
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

    private static List<String> payloads(FlowScreen screen, String action) {
        Set<String> payloads = new LinkedHashSet<>();
        for (FlowAction candidate : screen.actions()) {
            if (candidate.name().equals(action)) {
                payloads.add(candidate.payload().map(ObjectNode::members).stream()
                        .flatMap(members -> members.keySet().stream())
                        .collect(Collectors.joining(", ", "{", "}")));
            }
        }
        return List.copyOf(payloads);
    }
}
