package dev.penstock.graph.messages;

import dev.penstock.id.Recipient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message from an approved template that has a Flow button. It can be sent at any time. Which Flow it opens, and how,
 * is fixed in the template; header, placeholders and buttons of the template need values, which {@code Templates} can
 * compare with the template before the message is sent.
 *
 * @param to the person
 * @param template the name of the template
 * @param language the language of the template, exactly as it has it, such as {@code en_GB}
 * @param flowToken the flow token; without one every request carries {@code "unused"}
 * @param flowActionData data of the first screen, for a template whose button navigates; an empty map is left out
 * @param buttonIndex the place of the Flow button among the buttons, from 0
 * @param header values or the file for the header
 * @param body values for the placeholders in the body
 * @param buttons values for further buttons, by their place among the buttons, from 0
 */
public record FlowTemplateMessage(
        Recipient to,
        String template,
        String language,
        Optional<String> flowToken,
        Map<String, Object> flowActionData,
        int buttonIndex,
        TemplateHeaderValue header,
        TemplateValues body,
        SortedMap<Integer, TemplateButtonValue> buttons) {

    /** The last place that a button can have, from 0: a template has at most ten. */
    private static final int LAST_BUTTON = 9;

    /**
     * Checks and copies the values.
     *
     * @throws IllegalArgumentException if template or language is empty, the place of a button is not 0 to 9, or two
     *     buttons have the same
     */
    public FlowTemplateMessage {
        if (template.isBlank() || language.isBlank()) {
            throw new IllegalArgumentException("A template message needs the name and the language of the template.");
        }
        checkPlace(buttonIndex);
        buttons.keySet().forEach(FlowTemplateMessage::checkPlace);
        if (buttons.containsKey(buttonIndex)) {
            throw new IllegalArgumentException(
                    "Button %d is the Flow button, so it takes no other value: places are counted from 0."
                            .formatted(buttonIndex));
        }
        flowActionData = Collections.unmodifiableMap(new LinkedHashMap<>(flowActionData));
        buttons = Collections.unmodifiableSortedMap(new TreeMap<>(buttons));
    }

    /**
     * Describes a message whose template has the Flow button first and no placeholders.
     *
     * @param to the person
     * @param template the name of the template
     * @param language the language of the template
     * @param flowToken the flow token, one for each message
     * @return the message
     */
    public static FlowTemplateMessage of(Recipient to, String template, String language, String flowToken) {
        return new FlowTemplateMessage(
                to,
                template,
                language,
                Optional.of(flowToken),
                Map.of(),
                0,
                TemplateHeaderValue.none(),
                TemplateValues.none(),
                new TreeMap<>());
    }

    /**
     * Gives data to the first screen ({@code flow_action_data}), for a template whose button navigates.
     *
     * @param data the data
     * @return a copy
     */
    public FlowTemplateMessage withFlowActionData(Map<String, Object> data) {
        return new FlowTemplateMessage(to, template, language, flowToken, data, buttonIndex, header, body, buttons);
    }

    /**
     * Says which button opens the Flow.
     *
     * @param index its place among the buttons, from 0
     * @return a copy
     * @throws IllegalArgumentException if it is not 0 to 9, or that button has another value
     */
    public FlowTemplateMessage withFlowButtonAt(int index) {
        return new FlowTemplateMessage(to, template, language, flowToken, flowActionData, index, header, body, buttons);
    }

    /**
     * Gives the header what it needs.
     *
     * @param value values or a file
     * @return a copy
     */
    public FlowTemplateMessage withHeader(TemplateHeaderValue value) {
        return new FlowTemplateMessage(
                to, template, language, flowToken, flowActionData, buttonIndex, value, body, buttons);
    }

    /**
     * Gives the body its values.
     *
     * @param values the values
     * @return a copy
     */
    public FlowTemplateMessage withBody(TemplateValues values) {
        return new FlowTemplateMessage(
                to, template, language, flowToken, flowActionData, buttonIndex, header, values, buttons);
    }

    /**
     * Gives another button its value.
     *
     * @param index its place among the buttons, from 0
     * @param value the value
     * @return a copy
     * @throws IllegalArgumentException if the place is not 0 to 9, or that of the Flow button
     */
    public FlowTemplateMessage withButton(int index, TemplateButtonValue value) {
        var more = new TreeMap<>(buttons);
        more.put(index, value);
        return new FlowTemplateMessage(
                to, template, language, flowToken, flowActionData, buttonIndex, header, body, more);
    }

    Map<String, Object> toJson() {
        var components = new ArrayList<Map<String, Object>>();
        var headerParameters = MessageJson.parameters(header);
        if (!headerParameters.isEmpty()) {
            components.add(Map.of("type", "header", "parameters", headerParameters));
        }
        if (!body.isEmpty()) {
            components.add(Map.of("type", "body", "parameters", MessageJson.parameters(body)));
        }
        var inOrder = new TreeMap<Integer, Map<String, Object>>();
        inOrder.put(buttonIndex, MessageJson.button("flow", buttonIndex, Map.of("type", "action", "action", action())));
        buttons.forEach((index, value) -> inOrder.put(index, MessageJson.button(index, value)));
        components.addAll(inOrder.values());
        return MessageJson.message(
                to,
                "template",
                Map.of("name", template, "language", Map.of("code", language), "components", components));
    }

    List<String> warnings() {
        return flowToken.isPresent()
                ? List.of()
                : List.of("There is no flow token: every request will carry \"unused\" and say nothing about the"
                        + " person.");
    }

    private Map<String, Object> action() {
        var action = new LinkedHashMap<String, Object>();
        flowToken.ifPresent(token -> action.put("flow_token", token));
        if (!flowActionData.isEmpty()) {
            action.put("flow_action_data", flowActionData);
        }
        return action;
    }

    private static void checkPlace(int index) {
        if (index < 0 || index > LAST_BUTTON) {
            throw new IllegalArgumentException(
                    "The place of a button is 0 to %d, not %d.".formatted(LAST_BUTTON, index));
        }
    }

    @Override
    public String toString() {
        return "FlowTemplateMessage[" + template + ", " + language + "]";
    }
}
