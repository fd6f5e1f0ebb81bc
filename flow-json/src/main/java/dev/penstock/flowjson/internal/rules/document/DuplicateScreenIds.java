package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.StringNode;
import java.util.HashSet;
import java.util.Set;

/** DUPLICATE_SCREEN_IDS and SCREEN_ID_IS_RESERVED_KEYWORD. */
final class DuplicateScreenIds implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (FlowScreen screen : document.flow().screens()) {
            screen.node().string("id").ifPresent(id -> check(id, seen, findings));
        }
    }

    private static void check(StringNode id, Set<String> seen, Findings findings) {
        if (id.value().equalsIgnoreCase("SUCCESS")) {
            findings.error(
                    "SCREEN_ID_IS_RESERVED_KEYWORD",
                    id,
                    "SUCCESS is reserved for the final answer of an endpoint. Give the screen another ID.");
        }
        if (!seen.add(id.value())) {
            findings.error(
                    "DUPLICATE_SCREEN_IDS",
                    id,
                    "Another screen has the ID %s already. Give each screen its own."
                            .formatted(Excerpt.of(id.value())));
        }
    }
}
