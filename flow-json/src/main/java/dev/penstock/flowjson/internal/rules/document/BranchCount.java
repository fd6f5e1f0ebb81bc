package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.function.Predicate;

/** Counts components that can be seen at the same time: of the branches of an If or Switch only the fullest counts. */
final class BranchCount {

    private BranchCount() {}

    static int of(Node children, Predicate<ObjectNode> counted) {
        if (!(children instanceof ArrayNode array)) {
            return 0;
        }
        int sum = 0;
        for (ObjectNode child : array.objects()) {
            sum += (counted.test(child) ? 1 : 0) + inside(child, counted);
        }
        return sum;
    }

    private static int inside(ObjectNode node, Predicate<ObjectNode> counted) {
        int children = node.get("children").map(inner -> of(inner, counted)).orElse(0);
        int then = node.get("then").map(inner -> of(inner, counted)).orElse(0);
        int otherwise = node.get("else").map(inner -> of(inner, counted)).orElse(0);
        int cases = node.object("cases").stream()
                .flatMap(all -> all.members().values().stream())
                .mapToInt(member -> of(member.value(), counted))
                .max()
                .orElse(0);
        return children + Math.max(then, otherwise) + cases;
    }
}
