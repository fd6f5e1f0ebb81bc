package dev.penstock.flowjson.openapi;

import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.BooleanNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NullNode;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a document as maps, lists and texts, to be written again. */
final class PlainValues {

    private PlainValues() {}

    static @Nullable Object of(Node node) {
        return switch (node) {
            case StringNode text -> text.value();
            case BooleanNode flag -> flag.value();
            case NullNode nothing -> null;
            case NumberNode number -> number(number);
            case ArrayNode array -> {
                List<@Nullable Object> items = new ArrayList<>();
                array.items().forEach(item -> items.add(of(item)));
                yield items;
            }
            case ObjectNode object -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                object.members().forEach((name, member) -> fields.put(name, of(member.value())));
                yield fields;
            }
        };
    }

    private static Object number(NumberNode number) {
        if (number.isWhole()) {
            return (long) number.value();
        }
        return number.value();
    }
}
