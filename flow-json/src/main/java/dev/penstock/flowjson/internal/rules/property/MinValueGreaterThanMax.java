package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.OptionalDouble;

/** MIN_VALUE_GREATER_THAN_MAX: every property min-… with its max-…; dates have a rule of their own. */
final class MinValueGreaterThanMax implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (String key : object.node().members().keySet()) {
                if (key.startsWith("min-") && object.schema().property(key).isPresent()) {
                    check(object.node(), key, "max-" + key.substring(4), findings);
                }
            }
        }
    }

    private static void check(ObjectNode node, String least, String most, Findings findings) {
        OptionalDouble min = number(node, least);
        OptionalDouble max = number(node, most);
        if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
            findings.error(
                    "MIN_VALUE_GREATER_THAN_MAX",
                    node.member(least).orElseThrow(),
                    "%s is greater than %s. Swap or correct them.".formatted(least, most));
        }
    }

    private static OptionalDouble number(ObjectNode node, String key) {
        Node value = node.get(key).orElse(node);
        return value instanceof NumberNode number ? OptionalDouble.of(number.value()) : OptionalDouble.empty();
    }
}
