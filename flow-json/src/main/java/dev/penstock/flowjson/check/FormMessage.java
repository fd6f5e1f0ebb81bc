package dev.penstock.flowjson.check;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code error-messages} of a Form say of one input, where they come with the screen's data. Meta documents a
 * limit for the {@code error-message} of an input, and none for the same words in a Form, so a longer text is a
 * warning.
 *
 * @param path the names that lead to the text, the first of them declared by the screen
 * @param input the type of the input
 * @param most how many characters are documented
 */
record FormMessage(List<String> path, String input, int most) {

    static List<FormMessage> of(FlowScreen screen) {
        List<FormMessage> all = new ArrayList<>();
        for (FlowComponent component : screen.components()) {
            TextLimits.of(component.type(), "error-message")
                    .ifPresent(most ->
                            path(component).ifPresent(path -> all.add(new FormMessage(path, component.type(), most))));
        }
        return List.copyOf(all);
    }

    private static Optional<List<String>> path(FlowComponent input) {
        Node messages = input.form().flatMap(form -> form.get("error-messages")).orElse(null);
        String name = input.name().orElse("");
        return switch (messages) {
            case StringNode all ->
                DataUse.bound(all)
                        .map(path ->
                                Stream.concat(path.stream(), Stream.of(name)).toList());
            case ObjectNode each ->
                each.get(name).orElse(null) instanceof StringNode one ? DataUse.bound(one) : Optional.empty();
            case null, default -> Optional.empty();
        };
    }

    void check(Map<String, ?> data, Violations found) {
        @Nullable Object value = data;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        check("data." + String.join(".", path), value, found);
    }

    private void check(String place, @Nullable Object value, Violations found) {
        if (value instanceof Map<?, ?> range) {
            range.forEach((name, text) -> {
                if (text instanceof String) {
                    check(place + "." + Violations.shown(String.valueOf(name)), text, found);
                }
            });
        } else if (value instanceof String text
                && text.length() > most
                && text.codePointCount(0, text.length()) > most) {
            found.warning(
                    place,
                    ("It has %d characters, and Meta documents %d for the error-message of a %s. Whether phones"
                                    + " show more in a Form is not known.")
                            .formatted(text.codePointCount(0, text.length()), most, input));
        }
    }
}
