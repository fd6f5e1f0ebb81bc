package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.text.TextRange;
import dev.penstock.simulator.internal.PlainValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the phone makes of an answer that opened: the checks in the order in which the client was observed to make them.
 */
final class AnswerCheck {

    /** What the phone does next. */
    sealed interface NextMove {}

    /** Shows a screen with this data; {@code kept} are names that the answer leaves out and the screen has already. */
    record Show(FlowScreen screen, Map<String, Object> data, Set<String> kept, Optional<String> message)
            implements NextMove {}

    /** Ends the Flow; without parameters no message is left in the chat. */
    record Finish(Optional<Map<String, Object>> parameters) implements NextMove {}

    /** Refuses the answer; with a key the endpoint is told (docs/reference/protocol.md, section 3). */
    record Reject(Optional<String> errorKey, String text, Optional<TextRange> where) implements NextMove {}

    private final FlowJson flow;
    private final AnswerRead read;

    AnswerCheck(FlowJson flow, AnswerRead read) {
        this.flow = flow;
        this.read = read;
    }

    /**
     * Checks an answer.
     *
     * @param answer the clear answer
     * @param from the screen that asked, or nothing for {@code INIT}
     * @param isFromList whether a {@code NavigationList} asked, after which every declared name must be there
     * @param shown what each screen on the way has
     */
    NextMove check(
            Map<String, Object> answer,
            Optional<String> from,
            boolean isFromList,
            Function<String, Map<String, Object>> shown) {
        if (!(answer.get("screen") instanceof String id)) {
            return malformed("The answer has no 'screen', or it is not a string.");
        }
        if (!(answer.get("data") instanceof Map<?, ?> given)) {
            return malformed("The answer has no 'data', or it is not an object.");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        given.forEach((name, value) -> data.put(String.valueOf(name), value));
        if (id.equals("SUCCESS")) {
            return new Finish(parameters(data));
        }
        Optional<String> message = Optional.ofNullable(data.remove("error_message"))
                .map(PlainValue::text)
                .filter(text -> !text.isBlank());
        data.remove("extension_message_response");
        Optional<FlowScreen> screen = flow.screen(id);
        Optional<Reject> refusal = transition(id, screen, from);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        boolean isStay = message.isPresent() && from.filter(id::equals).isPresent();
        return show(
                screen.orElseThrow(), data, message, read.needed(screen.get(), isFromList, isStay), shown.apply(id));
    }

    private NextMove show(
            FlowScreen screen,
            Map<String, Object> answered,
            Optional<String> message,
            Set<String> needed,
            Map<String, Object> before) {
        Set<String> kept = new LinkedHashSet<>(screen.dataModel().properties().keySet());
        kept.retainAll(before.keySet());
        kept.removeAll(answered.keySet());
        Map<String, Object> data = read.onScreen(answered, before);
        return DataFit.of(screen.dataModel(), answered, data, needed)
                .<NextMove>map(misfit -> new Reject(
                        Optional.of("payload-schema-error"),
                        "The data does not fit screen %s. %s".formatted(screen.id(), misfit.text()),
                        misfit.where().or(() -> Optional.of(screen.node().range()))))
                .orElseGet(() -> new Show(screen, data, kept, message));
    }

    private Optional<Reject> transition(String id, Optional<FlowScreen> screen, Optional<String> from) {
        if (screen.isEmpty() || !flow.routing().edges().containsKey(id)) {
            return invalid("The answer names screen '%s', which the Flow JSON does not have.".formatted(shortened(id)));
        }
        if (from.isEmpty()) {
            return flow.routing().entryScreens().contains(id)
                    ? Optional.empty()
                    : invalid("A Flow cannot open on screen %s, because the routing model leads to it.".formatted(id));
        }
        return flow.routing().allows(from.get(), id)
                ? Optional.empty()
                : invalid("The routing model has no way from screen %s to screen %s.".formatted(from.get(), id));
    }

    private Optional<Reject> invalid(String text) {
        Optional<TextRange> where =
                flow.root().get("routing_model").map(model -> model.range()).or(Optional::empty);
        return Optional.of(new Reject(Optional.of("invalid-screen-transition"), text, where));
    }

    private static Reject malformed(String text) {
        return new Reject(Optional.empty(), text, Optional.empty());
    }

    private static String shortened(String id) {
        return id.length() <= 60 ? id : id.substring(0, 60) + "…";
    }

    private static Optional<Map<String, Object>> parameters(Map<String, Object> data) {
        Map<?, ?> response = PlainValue.map(data.get("extension_message_response"));
        if (!(response.get("params") instanceof Map<?, ?> given)) {
            return Optional.empty();
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        given.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        return Optional.of(parameters);
    }
}
