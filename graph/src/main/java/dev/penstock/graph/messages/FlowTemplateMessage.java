package dev.penstock.graph.messages;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message from an approved template that has a Flow button. It can be sent at any time. Which Flow it opens, and how, is
 * fixed in the template.
 *
 * @param to the person: a phone number, or a business-scoped user id
 * @param template the name of the template
 * @param language the language of the template, such as {@code en_GB}
 * @param flowToken the flow token; without one every request carries {@code "unused"}
 * @param flowActionData data of the first screen, for a template whose button navigates; an empty map is left out
 * @param buttonIndex the place of the Flow button among the buttons, from 0
 * @param bodyParameters the texts for the placeholders in the body
 */
public record FlowTemplateMessage(
        String to,
        String template,
        String language,
        Optional<String> flowToken,
        Map<String, Object> flowActionData,
        int buttonIndex,
        List<String> bodyParameters) {

    /**
     * Checks and copies the values.
     *
     * @throws IllegalArgumentException if recipient, template or language is empty, or the index is negative
     */
    public FlowTemplateMessage {
        if (to.isBlank() || template.isBlank() || language.isBlank() || buttonIndex < 0) {
            throw new IllegalArgumentException(
                    "A template message needs a recipient, the name and the language of the template, and a button index from 0.");
        }
        flowActionData = Collections.unmodifiableMap(new LinkedHashMap<>(flowActionData));
        bodyParameters = List.copyOf(bodyParameters);
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
    public static FlowTemplateMessage of(String to, String template, String language, String flowToken) {
        return new FlowTemplateMessage(to, template, language, Optional.of(flowToken), Map.of(), 0, List.of());
    }

    Map<String, Object> toJson() {
        var action = new LinkedHashMap<String, Object>();
        flowToken.ifPresent(token -> action.put("flow_token", token));
        if (!flowActionData.isEmpty()) {
            action.put("flow_action_data", flowActionData);
        }
        var button = new LinkedHashMap<String, Object>();
        button.put("type", "button");
        button.put("sub_type", "flow");
        button.put("index", Integer.toString(buttonIndex));
        button.put("parameters", List.of(Map.of("type", "action", "action", action)));
        var components = new java.util.ArrayList<Map<String, Object>>();
        if (!bodyParameters.isEmpty()) {
            components.add(Map.of(
                    "type",
                    "body",
                    "parameters",
                    bodyParameters.stream()
                            .map(text -> Map.of("type", "text", "text", text))
                            .toList()));
        }
        components.add(button);
        var json = new LinkedHashMap<String, Object>();
        json.put("messaging_product", "whatsapp");
        json.put("recipient_type", "individual");
        json.put("to", to);
        json.put("type", "template");
        json.put("template", Map.of("name", template, "language", Map.of("code", language), "components", components));
        return json;
    }

    @Override
    public String toString() {
        return "FlowTemplateMessage[" + template + ", " + language + "]";
    }
}
