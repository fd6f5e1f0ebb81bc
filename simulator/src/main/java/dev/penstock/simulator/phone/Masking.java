package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hides sensitive answers in the chat's summary of a response (fact sheet, section 3). What is sent stays as it is. */
final class Masking {

    private static final String BULLETS = "••••••••••••";

    private final Set<String> masked = new HashSet<>();
    private final Set<String> omitted = new HashSet<>();

    private Masking() {}

    static Masking of(FlowJson flow) {
        var masking = new Masking();
        for (FlowScreen screen : flow.screens()) {
            List<String> sensitive = screen.node().array("sensitive").map(ArrayNode::strings).orElse(List.of()).stream()
                    .map(StringNode::value)
                    .toList();
            screen.components().forEach(component -> masking.add(component, sensitive));
        }
        return masking;
    }

    private void add(FlowComponent component, List<String> sensitive) {
        String name = component.name().orElse("");
        String kind = component.node().text("input-type").orElse("");
        boolean isSecret = kind.equals("password") || kind.equals("passcode");
        boolean isMedia =
                component.type().equals("PhotoPicker") || component.type().equals("DocumentPicker");
        if (isSecret || (isMedia && sensitive.contains(name))) {
            omitted.add(name);
        } else if (sensitive.contains(name) && !component.type().equals("OptIn")) {
            masked.add(name);
        }
    }

    Map<String, Object> apply(Map<String, Object> parameters) {
        Map<String, Object> shown = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (!omitted.contains(name) && !name.equals("flow_token")) {
                shown.put(name, masked.contains(name) ? BULLETS : value);
            }
        });
        return shown;
    }
}
