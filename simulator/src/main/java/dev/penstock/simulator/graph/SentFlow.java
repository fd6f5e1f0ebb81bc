package dev.penstock.simulator.graph;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.ReceivedFlow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a message that was sent as the phone that gets it would; see section 7 of the protocol sheet. */
final class SentFlow {

    private final Map<?, ?> interactive;
    private final Map<?, ?> parameters;
    private final Map<?, ?> template;

    private SentFlow(SentByApi sent) {
        this.interactive = object(sent.message(), "interactive");
        this.parameters = object(object(interactive, "action"), "parameters");
        this.template = object(sent.message(), "template");
    }

    /** Whether the message opens a Flow, by itself or by the button of a template. */
    static boolean isIn(SentByApi sent) {
        var read = new SentFlow(sent);
        return !read.parameters.isEmpty() || !read.templateAction().isEmpty();
    }

    /**
     * The message in the chat.
     *
     * @param flow the Flow that opens; the text of a template is at Meta, so only its name is shown
     */
    static ReceivedFlow received(SentByApi sent, FlowJson flow) {
        var read = new SentFlow(sent);
        return new ReceivedFlow(
                flow,
                text(object(read.interactive, "body"), "text")
                        .or(() -> text(read.template, "name").map(name -> "Template " + name))
                        .orElse("Please tap the button below."),
                text(read.parameters, "flow_cta").orElse("Open"),
                sent.flowToken(),
                Optional.empty(),
                read.startScreen(flow),
                read.startData());
    }

    /** Empty if the endpoint is asked; for a template its button says at Meta what happens, so a Flow's endpoint is asked. */
    private Optional<String> startScreen(FlowJson flow) {
        boolean asks = parameters.isEmpty()
                ? flow.hasEndpoint()
                : "data_exchange".equals(text(parameters, "flow_action").orElse("navigate"));
        if (asks) {
            return Optional.empty();
        }
        return text(object(parameters, "flow_action_payload"), "screen")
                .or(() -> flow.routing().entryScreens().stream().findFirst())
                .or(() -> flow.screens().stream().findFirst().map(screen -> screen.id()));
    }

    private Map<String, Object> startData() {
        var data = parameters.isEmpty()
                ? object(templateAction(), "flow_action_data")
                : object(object(parameters, "flow_action_payload"), "data");
        var copy = new LinkedHashMap<String, Object>();
        data.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private Map<?, ?> templateAction() {
        for (var component : list(template, "components")) {
            if (component instanceof Map<?, ?> button && "flow".equals(button.get("sub_type"))) {
                for (var parameter : list(button, "parameters")) {
                    if (parameter instanceof Map<?, ?> map) {
                        return object(map, "action");
                    }
                }
            }
        }
        return Map.of();
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    private static Optional<String> text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private static Map<?, ?> object(Map<?, ?> map, String name) {
        @Nullable Object value = map.get(name);
        return value instanceof Map<?, ?> object ? object : Map.of();
    }
}
