package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a choice, wherever they come from: the Flow JSON itself or the data of the screen. */
final class Options {

    private static final int MAX_OPTIONS = 500;

    private Options() {}

    static List<Map<?, ?>> of(ObjectNode node, Resolver resolver) {
        return items(node, "data-source", resolver);
    }

    static List<Map<?, ?>> items(ObjectNode node, String property, Resolver resolver) {
        List<Map<?, ?>> options = new ArrayList<>();
        for (Object item : PlainValue.list(resolver.value(node, property).orElse(null))) {
            if (item instanceof Map<?, ?> option && options.size() < MAX_OPTIONS) {
                options.add(option);
            }
        }
        return options;
    }

    /** The action of one option: a node of the Flow JSON, or a plain object that came with the data. */
    static Optional<Object> action(ObjectNode node, String list, String id, String property, Resolver resolver) {
        if (node.get(list).orElse(null) instanceof ArrayNode written) {
            return written.objects().stream()
                    .filter(item -> resolver.text(item, "id").equals(id))
                    .findFirst()
                    .flatMap(item -> item.object(property));
        }
        return items(node, list, resolver).stream()
                .filter(item -> PlainValue.text(item.get("id")).equals(id))
                .findFirst()
                .flatMap(item -> Optional.ofNullable(item.get(property)));
    }
}
