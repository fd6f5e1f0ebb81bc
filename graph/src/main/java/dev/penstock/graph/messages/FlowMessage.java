package dev.penstock.graph.messages;

import dev.penstock.id.Recipient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An interactive message with a button that opens a Flow. It can be sent while the 24-hour window with the person is
 * open.
 *
 * @param to the person
 * @param flow which Flow
 * @param body the text above the button, 1 to 1,024 characters
 * @param buttonText the text on the button; Meta advises at most 30 characters and no emoji
 * @param flowToken the flow token; without one every request carries {@code "unused"} and says nothing about the person
 * @param opening how the first screen comes
 * @param draft whether the draft is opened instead of the published version
 * @param header a line of at most 60 characters, a picture, a video or a document above the text
 * @param footer a line below the text, at most 60 characters
 */
public record FlowMessage(
        Recipient to,
        FlowReference flow,
        String body,
        String buttonText,
        Optional<String> flowToken,
        FlowOpening opening,
        boolean draft,
        Optional<MessageHeader> header,
        Optional<String> footer) {

    private static final int ADVISED_BUTTON_LENGTH = 30;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if body or button text is empty, or a text is longer than Meta takes
     */
    public FlowMessage {
        if (buttonText.isBlank()) {
            throw new IllegalArgumentException("A Flow message needs a text on its button.");
        }
        MessageTextLimits.BODY.check(body);
        footer.ifPresent(MessageTextLimits.FOOTER::check);
    }

    /**
     * Describes a message that asks the endpoint for the first screen of a published Flow.
     *
     * @param to the person
     * @param flow which Flow
     * @param body the text above the button, 1 to 1,024 characters
     * @param buttonText the text on the button
     * @param flowToken the flow token, one for each message
     * @return the message
     */
    public static FlowMessage of(Recipient to, FlowReference flow, String body, String buttonText, String flowToken) {
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

    /**
     * Puts something above the text.
     *
     * @param above a line, a picture, a video or a document
     * @return a copy
     */
    public FlowMessage withHeader(MessageHeader above) {
        return new FlowMessage(to, flow, body, buttonText, flowToken, opening, draft, Optional.of(above), footer);
    }

    /**
     * Puts a line below the text.
     *
     * @param line the line, 1 to 60 characters
     * @return a copy
     * @throws IllegalArgumentException if it is empty or too long
     */
    public FlowMessage withFooter(String line) {
        return new FlowMessage(to, flow, body, buttonText, flowToken, opening, draft, header, Optional.of(line));
    }

    Map<String, Object> toJson() {
        var interactive = new LinkedHashMap<String, Object>();
        interactive.put("type", "flow");
        header.ifPresent(above -> interactive.put("header", MessageJson.header(above)));
        interactive.put("body", Map.of("text", body));
        footer.ifPresent(text -> interactive.put("footer", Map.of("text", text)));
        interactive.put("action", Map.of("name", "flow", "parameters", parameters()));
        return MessageJson.message(to, "interactive", interactive);
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
