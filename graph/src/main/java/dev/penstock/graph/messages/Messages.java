package dev.penstock.graph.messages;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.internal.Required;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.Recipient;
import dev.penstock.internal.Fields;
import dev.penstock.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends messages that open a Flow, and the summary after it. Thread-safe.
 *
 * <p>A send is never repeated by itself, since the person would get the message twice. Source: Meta, "Sending a Flow".
 */
public final class Messages {

    /** Above about this many bytes Meta was seen to take a message and never deliver it: 1,000,000. */
    public static final int DELIVERABLE_BYTES = 1_000_000;

    private final GraphClient client;

    private Messages(GraphClient client) {
        this.client = client;
    }

    /**
     * Sends through a client.
     *
     * @param client the client
     * @return the messages
     */
    public static Messages of(GraphClient client) {
        return new Messages(client);
    }

    /**
     * Sends an interactive message with a Flow.
     *
     * @param from the number that sends
     * @param message what to send
     * @return the id, and warnings
     * @throws GraphException if Meta refuses; code 132068 for a blocked Flow, 132069 for a throttled one
     */
    public SentMessage send(PhoneNumberId from, FlowMessage message) {
        return send(from, message.toJson(), message.warnings());
    }

    /**
     * Sends a template with a Flow.
     *
     * @param from the number that sends
     * @param message what to send
     * @return the id, and warnings
     * @throws GraphException if Meta refuses
     */
    public SentMessage send(PhoneNumberId from, FlowTemplateMessage message) {
        return send(from, message.toJson(), message.warnings());
    }

    /**
     * Sends a text, such as a summary of what a completed Flow did.
     *
     * @param from the number that sends
     * @param to the person
     * @param text what to say, 1 to 4,096 characters
     * @return the id
     * @throws GraphException if Meta refuses
     * @throws IllegalArgumentException if the text is empty or too long
     */
    public SentMessage sendText(PhoneNumberId from, Recipient to, String text) {
        MessageTextLimits.TEXT_MESSAGE.check(text);
        return send(from, MessageJson.message(to, "text", Map.of("body", text)), List.of());
    }

    /**
     * Sends a text that quotes another message of the conversation, such as the completion of a Flow.
     *
     * @param from the number that sends
     * @param to the person
     * @param text what to say, 1 to 4,096 characters
     * @param quotedMessageId the id of the message to quote, such as {@code FlowCompletion.messageId()}
     * @return the id
     * @throws GraphException if Meta refuses
     * @throws IllegalArgumentException if the text is empty or too long, or the id is empty
     */
    public SentMessage replyWithText(PhoneNumberId from, Recipient to, String text, String quotedMessageId) {
        MessageTextLimits.TEXT_MESSAGE.check(text);
        if (quotedMessageId.isBlank()) {
            throw new IllegalArgumentException("The message to quote has no id.");
        }
        var json = MessageJson.message(to, "text", Map.of("body", text));
        json.put("context", Map.of("message_id", quotedMessageId));
        return send(from, json, List.of());
    }

    private SentMessage send(PhoneNumberId from, Map<String, Object> json, List<String> warnings) {
        var all = new ArrayList<>(warnings);
        var bytes = StrictJson.write(json).length;
        if (bytes > DELIVERABLE_BYTES) {
            all.add(("The message has %d bytes; above about a million Meta was seen to take a message and never deliver"
                                    + " it:")
                            .formatted(bytes)
                    + " let the endpoint give the data instead.");
        }
        var answer =
                new Fields(client.call(GraphRequest.post(from + "/messages").json(json)));
        var message = answer.objects("messages").stream()
                .findFirst()
                .orElseThrow(() -> GraphException.unreadable("The answer of the Graph API names no message."));
        var contact = answer.objects("contacts").stream().findFirst().orElse(Fields.EMPTY);
        return new SentMessage(Required.text(message, "id"), contact.filled("wa_id"), contact.filled("user_id"), all);
    }
}
