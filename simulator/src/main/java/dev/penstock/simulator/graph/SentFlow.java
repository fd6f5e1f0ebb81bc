package dev.penstock.simulator.graph;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.ReceivedFlow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a message that was sent as the phone that gets it would (docs/reference/protocol.md, section 7). */
final class SentFlow {

    private final SentByApi sent;
    private final Map<?, ?> interactive;
    private final Map<?, ?> parameters;

    private SentFlow(SentByApi sent) {
        this.sent = sent;
        this.interactive = Json.object(sent.message(), "interactive");
        this.parameters = Json.object(Json.object(interactive, "action"), "parameters");
    }

    /** Whether the message opens a Flow, by itself or by the button of a template. */
    static boolean isIn(SentByApi sent) {
        return sent.template().isPresent() || !new SentFlow(sent).parameters.isEmpty();
    }

    /**
     * The message in the chat.
     *
     * @param flow the Flow that opens
     * @param signer makes the signature for its flow token, if it has one
     */
    static ReceivedFlow received(SentByApi sent, FlowJson flow, Function<String, Optional<String>> signer) {
        var read = new SentFlow(sent);
        var message = ReceivedFlow.of(
                flow,
                sent.template()
                        .map(ShownTemplate::text)
                        .or(() -> Json.text(Json.object(read.interactive, "body"), "text"))
                        .orElse("Please tap the button below."),
                sent.template()
                        .map(ShownTemplate::buttonText)
                        .or(() -> Json.text(read.parameters, "flow_cta"))
                        .orElse("Open"),
                sent.flowToken());
        message = Json.text(Json.object(read.interactive, "header"), "text")
                .map(message::withHeader)
                .orElse(message);
        message = Json.text(Json.object(read.interactive, "footer"), "text")
                .map(message::withFooter)
                .orElse(message);
        message = signer.apply(sent.flowToken())
                .map(message::withFlowTokenSignature)
                .orElse(message);
        var opening = message;
        return read.startScreen(flow)
                .map(screen -> opening.withStartScreen(screen, read.startData()))
                .orElse(opening);
    }

    /** The action of the Flow button in the components of a template message. */
    static Optional<Map<?, ?>> action(Map<?, ?> template) {
        return Json.objects(template, "components")
                .filter(component ->
                        EmulatedTemplate.word(component, "sub_type").equals("FLOW"))
                .flatMap(button -> Json.objects(button, "parameters"))
                .<Map<?, ?>>map(parameter -> Json.object(parameter, "action"))
                .findFirst();
    }

    /** Empty if the endpoint is asked. */
    private Optional<String> startScreen(FlowJson flow) {
        boolean asks = sent.template()
                .map(ShownTemplate::asksEndpoint)
                .orElseGet(() -> "data_exchange"
                        .equals(Json.text(parameters, "flow_action").orElse("navigate")));
        if (asks) {
            return Optional.empty();
        }
        return sent.template()
                .flatMap(ShownTemplate::screen)
                .or(() -> Json.text(Json.object(parameters, "flow_action_payload"), "screen"))
                .or(() -> flow.routing().entryScreens().stream().findFirst())
                .or(() -> flow.screens().stream().findFirst().map(screen -> screen.id()));
    }

    private Map<String, Object> startData() {
        var data = sent.template().isPresent()
                ? action(Json.object(sent.message(), "template"))
                        .<Map<?, ?>>map(action -> Json.object(action, "flow_action_data"))
                        .orElse(Map.of())
                : Json.object(Json.object(parameters, "flow_action_payload"), "data");
        var copy = new LinkedHashMap<String, Object>();
        data.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
