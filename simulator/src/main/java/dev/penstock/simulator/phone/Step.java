package dev.penstock.simulator.phone;

import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action with its payload computed, whether the Flow JSON holds it or it came along with the data.
 *
 * @param name which action
 * @param target the screen to go to, or nothing
 * @param url the address to open, or nothing
 * @param payload the payload as it is now
 * @param sources for each name of the payload what went into its value
 */
record Step(String name, String target, String url, Map<String, Object> payload, Map<String, List<Reference>> sources) {

    static Optional<Step> of(Optional<?> action, Resolver resolver) {
        return action.map(
                each -> each instanceof ObjectNode node ? of(node, resolver) : of(PlainValue.map(each), resolver));
    }

    private static Step of(ObjectNode action, Resolver resolver) {
        return new Step(
                action.text("name").orElse(""),
                action.object("next").flatMap(next -> next.text("name")).orElse(""),
                resolver.text(action, "url"),
                resolver.payload(action),
                sources(action.object("payload").flatMap(PlainValue::of).orElse(Map.of())));
    }

    private static Step of(Map<?, ?> action, Resolver resolver) {
        Map<String, Object> payload = new LinkedHashMap<>();
        PlainValue.map(action.get("payload"))
                .forEach((name, value) ->
                        computed(value, resolver).ifPresent(result -> payload.put(String.valueOf(name), result)));
        return new Step(
                PlainValue.text(action.get("name")),
                PlainValue.text(PlainValue.map(action.get("next")).get("name")),
                PlainValue.text(action.get("url")),
                payload,
                sources(PlainValue.map(action.get("payload"))));
    }

    private static Map<String, List<Reference>> sources(@Nullable Object payload) {
        Map<String, List<Reference>> sources = new LinkedHashMap<>();
        PlainValue.map(payload).forEach((name, value) -> {
            List<Reference> found = new ArrayList<>();
            collect(value, found);
            sources.put(String.valueOf(name), found);
        });
        return sources;
    }

    private static void collect(@Nullable Object value, List<Reference> found) {
        switch (value) {
            case String text -> {
                switch (PropertyText.of(text)) {
                    case PropertyText.Binding binding -> found.add(binding.reference());
                    case PropertyText.Backtick backtick ->
                        found.addAll(backtick.expression().references());
                    case PropertyText.Plain plain -> {}
                    case PropertyText.Mixed mixed -> {}
                    case PropertyText.Malformed malformed -> {}
                }
            }
            case List<?> list -> list.forEach(each -> collect(each, found));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, found));
            case null, default -> {
                // A number or a flag comes from nowhere else.
            }
        }
    }

    private static Optional<Object> computed(Object value, Resolver resolver) {
        return value instanceof String text ? resolver.text(text) : Optional.ofNullable(value);
    }

    /** The payload as it leaves the phone: chosen files in the shape that the endpoint or the response has for them. */
    Map<String, Object> outgoing(boolean isResponse) {
        Map<String, Object> sent = new LinkedHashMap<>();
        payload.forEach((name, value) -> sent.put(name, outgoing(value, isResponse)));
        return sent;
    }

    private static Object outgoing(Object value, boolean isResponse) {
        return switch (value) {
            case PickedFile file -> isResponse ? file.forResponse() : file.forEndpoint();
            case List<?> list ->
                list.stream().map(each -> outgoing(each, isResponse)).toList();
            default -> value;
        };
    }
}
