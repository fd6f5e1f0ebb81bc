package dev.penstock.flowjson.internal.rules;

import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.ArrayList;
import java.util.List;

/** A string of the document that is more than plain text, parsed. */
public record BoundText(StringNode node, PropertyText text) {

    /** Every such string in a value, at any depth. */
    public static List<BoundText> in(Node value) {
        List<BoundText> found = new ArrayList<>();
        collect(value, found);
        return found;
    }

    private static void collect(Node value, List<BoundText> found) {
        switch (value) {
            case StringNode string -> {
                PropertyText text = PropertyText.of(string.value());
                if (!(text instanceof PropertyText.Plain)) {
                    found.add(new BoundText(string, text));
                }
            }
            case ArrayNode array -> array.items().forEach(item -> collect(item, found));
            case ObjectNode object -> object.members().values().forEach(member -> collect(member.value(), found));
            default -> {
                // Other values hold no text.
            }
        }
    }

    public List<Reference> references() {
        return switch (text) {
            case PropertyText.Binding binding -> List.of(binding.reference());
            case PropertyText.Backtick backtick -> backtick.expression().references();
            default -> List.of();
        };
    }
}
