package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hides sensitive answers in the chat's summary of a response (Meta's documentation of screens). What is sent stays as
 * it is. A value is known by the field it was typed into, under whatever name it is sent on, and by that field's name
 * where an endpoint sends it.
 */
final class Masking {

    /** How much of a value the summary shows, from all of it to nothing. */
    enum Shown {
        OPEN,
        MASKED,
        OMITTED;

        Shown or(Shown other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private static final String BULLETS = "••••••••••••";

    private final Map<String, Map<String, Shown>> ofScreens = new LinkedHashMap<>();

    private Masking() {}

    static Masking of(FlowJson flow) {
        var masking = new Masking();
        for (FlowScreen screen : flow.screens()) {
            List<String> sensitive = screen.node().array("sensitive").map(ArrayNode::strings).orElse(List.of()).stream()
                    .map(StringNode::value)
                    .toList();
            Map<String, Shown> fields = new LinkedHashMap<>();
            screen.components()
                    .forEach(each -> fields.merge(each.name().orElse(""), shown(each, sensitive), Shown::or));
            masking.ofScreens.put(screen.id(), fields);
        }
        return masking;
    }

    private static Shown shown(FlowComponent component, List<String> sensitive) {
        boolean isSensitive = sensitive.contains(component.name().orElse(""));
        String kind = component.node().text("input-type").orElse("");
        boolean isSecret = kind.equals("password") || kind.equals("passcode");
        boolean isMedia =
                component.type().equals("PhotoPicker") || component.type().equals("DocumentPicker");
        if (isSecret || (isMedia && isSensitive)) {
            return Shown.OMITTED;
        }
        return isSensitive && !component.type().equals("OptIn") ? Shown.MASKED : Shown.OPEN;
    }

    /** How much is shown of each value of a payload, by the fields whose values went into it. */
    Map<String, Shown> of(Step step, Visits visits) {
        Map<String, Shown> shown = new LinkedHashMap<>();
        step.sources()
                .forEach((name, references) -> shown.put(
                        name, references.stream().map(each -> of(each, visits)).reduce(Shown.OPEN, Shown::or)));
        return shown;
    }

    private Shown of(Reference reference, Visits visits) {
        return visits.source(reference)
                .map(visit ->
                        reference.source() == Source.DATA ? visit.shown : ofScreens.getOrDefault(visit.id(), Map.of()))
                .map(shown -> shown.getOrDefault(reference.name(), Shown.OPEN))
                .orElse(Shown.OPEN);
    }

    /** The summary of a response: what each value shows by where it came from, or by its name alone. */
    Map<String, Object> apply(Map<String, Object> parameters, Map<String, Shown> known) {
        Map<String, Object> summary = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            Shown shown = known.getOrDefault(name, Shown.OPEN).or(byName(name));
            if (shown != Shown.OMITTED && !name.equals("flow_token")) {
                summary.put(name, shown == Shown.MASKED ? BULLETS : value);
            }
        });
        return summary;
    }

    private Shown byName(String name) {
        Collection<Map<String, Shown>> all = ofScreens.values();
        return all.stream().map(fields -> fields.getOrDefault(name, Shown.OPEN)).reduce(Shown.OPEN, Shown::or);
    }
}
