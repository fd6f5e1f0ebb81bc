package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The example data of a screen: what Flow JSON gives as {@code __example__}, for looking at a screen without an
 * endpoint.
 */
public final class ExampleData {

    private ExampleData() {}

    /**
     * Collects the example data of a screen.
     *
     * @param screen the screen
     * @return its declared names with their examples; names without one are left out
     */
    public static Map<String, Object> of(FlowScreen screen) {
        Map<String, Object> data = new LinkedHashMap<>();
        screen.dataModel().properties().forEach((name, property) -> {
            if (property.schema() instanceof ObjectNode schema) {
                schema.get("__example__").flatMap(PlainValue::of).ifPresent(example -> data.put(name, example));
            }
        });
        return data;
    }
}
