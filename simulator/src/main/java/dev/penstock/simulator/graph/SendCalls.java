package dev.penstock.simulator.graph;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The call that sends a message. */
final class SendCalls {

    private static final int THROTTLED_PER_HOUR = 10;

    private final EmulatorState state;
    private final Consumer<SentByApi> phone;

    SendCalls(EmulatorState state, Consumer<SentByApi> phone) {
        this.state = state;
        this.phone = phone;
    }

    GraphReply send(EmulatedNumber number, GraphCall call) {
        var to = call.text("to").orElse("");
        if (to.isEmpty() || !"whatsapp".equals(call.text("messaging_product").orElse(""))) {
            return GraphReply.error(400, 100, "(#100) to and messaging_product are required");
        }
        var parameters = flowParameters(call);
        Optional<String> json = Optional.empty();
        if (parameters.isPresent()) {
            var flow = find(number.accountId, parameters.get());
            if (flow.isEmpty()) {
                return GraphReply.error(400, 100, "(#100) Flow id or name not found");
            }
            var refused = refusal(flow.get(), "draft".equals(parameters.get().get("mode")));
            if (refused.isPresent()) {
                return refused.get();
            }
            flow.get().sends.add(state.clock.instant());
            json = "draft".equals(parameters.get().get("mode")) ? flow.get().draft : flow.get().published;
        }
        var token = parameters.flatMap(fields -> text(fields, "flow_token")).or(() -> templateToken(call));
        var sent = new SentByApi(
                "wamid.E" + state.newId(),
                number.id,
                to,
                json,
                token.orElse("unused"),
                new LinkedHashMap<>(call.parameters()));
        state.sent.add(sent);
        phone.accept(sent);
        return GraphReply.ok(Map.of(
                "messaging_product", "whatsapp",
                "contacts", List.of(Map.of("input", to, "wa_id", to)),
                "messages", List.of(Map.of("id", sent.id()))));
    }

    private Optional<GraphReply> refusal(EmulatedFlow flow, boolean draft) {
        return switch (flow.status) {
            case BLOCKED -> Optional.of(GraphReply.error(400, 132068, "(#132068) Flow is in blocked state"));
            case THROTTLED -> {
                var hourAgo = state.clock.instant().minus(Duration.ofHours(1));
                long recent = flow.sends.stream()
                        .filter(sent -> sent.isAfter(hourAgo))
                        .count();
                yield recent < THROTTLED_PER_HOUR
                        ? Optional.empty()
                        : Optional.of(GraphReply.error(400, 132069, "(#132069) Flow is in throttled state"));
            }
            case DEPRECATED -> Optional.of(GraphReply.error(400, 131000, "(#131000) Flow is deprecated"));
            case DRAFT ->
                draft || flow.published.isPresent()
                        ? Optional.empty()
                        : Optional.of(GraphReply.error(400, 131000, "(#131000) Flow is not published"));
            case PUBLISHED -> Optional.empty();
        };
    }

    private Optional<EmulatedFlow> find(String account, Map<?, ?> parameters) {
        return parameters.get("flow_id") instanceof String id
                ? Optional.ofNullable(state.flows.get(id))
                : state.flowByName(account, String.valueOf(parameters.get("flow_name")));
    }

    private static Optional<Map<?, ?>> flowParameters(GraphCall call) {
        return object(call.parameters().get("interactive"))
                .filter(interactive -> "flow".equals(interactive.get("type")))
                .flatMap(interactive -> object(interactive.get("action")))
                .flatMap(action -> object(action.get("parameters")));
    }

    private static Optional<String> templateToken(GraphCall call) {
        return object(call.parameters().get("template")).stream()
                .flatMap(template -> objects(template, "components"))
                .filter(component -> "flow".equals(component.get("sub_type")))
                .flatMap(button -> objects(button, "parameters"))
                .flatMap(parameter -> object(parameter.get("action")).stream())
                .flatMap(action -> text(action, "flow_token").stream())
                .findFirst();
    }

    private static Stream<Map<?, ?>> objects(Map<?, ?> map, String name) {
        return map.get(name) instanceof List<?> list
                ? list.stream().flatMap(item -> object(item).stream())
                : Stream.empty();
    }

    private static Optional<String> text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Map<?, ?>> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }
}
