package dev.penstock.graph.messages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An interactive message with a button that opens a Flow. It can be sent while the 24-hour window with the person is open.
 *
 * @param to the person: a phone number, or a business-scoped user id
 * @param flow which Flow
 * @param body the text above the button
 * @param buttonText the text on the button; Meta advises at most 30 characters and no emoji
 * @param flowToken the flow token; without one every request carries {@code "unused"} and says nothing about the person
 * @param opening how the first screen comes
 * @param draft whether the draft is opened instead of the published version
 * @param header a line above the text
 * @param footer a line below the text
 */
public record FlowMessage(
        String to,
        FlowReference flow,
        String body,
        String buttonText,
        Optional<String> flowToken,
        FlowOpening opening,
        boolean draft,
        Optional<String> header,
        Optional<String> footer) {

    private static final int ADVISED_BUTTON_LENGTH = 30;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if recipient, body or button text is empty
     */
    public FlowMessage {
        if (to.isBlank() || body.isBlank() || buttonText.isBlank()) {
            throw new IllegalArgumentException("A Flow message needs a recipient, a body text and a button text.");
        }
    }

    /**
     * Describes a message that asks the endpoint for the first screen of a published Flow.
     *
     * @param to the person
     * @param flow which Flow
     * @param body the text above the button
     * @param buttonText the text on the button
     * @param flowToken the flow token, one for each message
     * @return the message
     */
    public static FlowMessage of(String to, FlowReference flow, String body, String buttonText, String flowToken) {
        return new FlowMessage(
                to,
                flow,
                body,
                buttonText,
                Optional.of(flowToken),
                FlowOpening.askEndpoint(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Opens another way.
     *
     * @param other how the first screen comes
     * @return a copy
     */
    public FlowMessage opening(FlowOpening other) {
        return new FlowMessage(to, flow, body, buttonText, flowToken, other, draft, header, footer);
    }

    /** {@return a copy that opens the draft} */
    public FlowMessage asDraft() {
        return new FlowMessage(to, flow, body, buttonText, flowToken, opening, true, header, footer);
    }

    Map<String, Object> toJson() {
        var interactive = new LinkedHashMap<String, Object>();
        interactive.put("type", "flow");
        header.ifPresent(text -> interactive.put("header", Map.of("type", "text", "text", text)));
        interactive.put("body", Map.of("text", body));
        footer.ifPresent(text -> interactive.put("footer", Map.of("text", text)));
        interactive.put("action", Map.of("name", "flow", "parameters", parameters()));
        var json = new LinkedHashMap<String, Object>();
        json.put("messaging_product", "whatsapp");
        json.put("recipient_type", "individual");
        json.put("to", to);
        json.put("type", "interactive");
        json.put("interactive", interactive);
        return json;
    }

    List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (buttonText.codePointCount(0, buttonText.length()) > ADVISED_BUTTON_LENGTH) {
            warnings.add("The button text has more than %d characters, which Meta advises against; phones may cut it."
                    .formatted(ADVISED_BUTTON_LENGTH));
        }
        if (flowToken.isEmpty()) {
            warnings.add(
                    "There is no flow token: every request will carry \"unused\" and say nothing about the person.");
        }
        return warnings;
    }

    private Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("flow_message_version", "3");
        switch (flow) {
            case FlowReference.ById(var id) -> parameters.put("flow_id", id.value());
            case FlowReference.ByName(var name) -> parameters.put("flow_name", name);
        }
        parameters.put("flow_cta", buttonText);
        flowToken.ifPresent(token -> parameters.put("flow_token", token));
        parameters.put("mode", draft ? "draft" : "published");
        switch (opening) {
            case FlowOpening.AskEndpoint ignored -> parameters.put("flow_action", "data_exchange");
            case FlowOpening.OnScreen(var screen, var data) -> {
                parameters.put("flow_action", "navigate");
                var payload = new LinkedHashMap<String, Object>();
                screen.ifPresent(id -> payload.put("screen", id));
                if (!data.isEmpty()) {
                    payload.put("data", data);
                }
                if (!payload.isEmpty()) {
                    parameters.put("flow_action_payload", payload);
                }
            }
        }
        return parameters;
    }

    @Override
    public String toString() {
        return "FlowMessage[" + flow + ", " + opening + (draft ? ", draft]" : "]");
    }
}
