package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An action with its payload computed, whether the Flow JSON holds it or it came along with the data. */
record Step(String name, String target, String url, Map<String, Object> payload) {

    static Optional<Step> of(Optional<?> action, Resolver resolver) {
        return action.map(
                each -> each instanceof ObjectNode node ? of(node, resolver) : of(PlainValue.map(each), resolver));
    }

    private static Step of(ObjectNode action, Resolver resolver) {
        return new Step(
                action.text("name").orElse(""),
                action.object("next").flatMap(next -> next.text("name")).orElse(""),
                resolver.text(action, "url"),
                resolver.payload(action));
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
                payload);
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
