package dev.penstock.simulator.phone;

import dev.penstock.json.StrictJson;
import dev.penstock.simulator.internal.PlainValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chat around the Flow: the business's message, and what follows it. */
final class ChatLog {

    private static final int MOST_EARLIER = 100;

    private final String flowName;
    private final List<Map<String, Object>> earlier = new ArrayList<>();
    private ChatMessage message;
    private final List<Map<String, Object>> later = new ArrayList<>();

    ChatLog(ChatMessage message, String flowName) {
        this.message = message;
        this.flowName = flowName;
    }

    /** Another message with a Flow; the button of the one before cannot be tapped any more. */
    void receive(ChatMessage next) {
        earlier.add(message.view(false));
        earlier.addAll(later);
        later.clear();
        if (earlier.size() > MOST_EARLIER) {
            earlier.subList(0, earlier.size() - MOST_EARLIER).clear();
        }
        message = next;
    }

    /** The same message once more. */
    void receiveAgain() {
        receive(message);
    }

    void notice(String words) {
        later.add(Map.of("kind", "notice", "text", words));
    }

    /** A text of the business, which may quote what is in the chat. */
    void text(String words, Optional<String> quoted) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("kind", "text");
        message.put("text", words);
        quoted.ifPresent(quote -> message.put("quote", quote));
        later.add(message);
        if (later.size() > MOST_EARLIER) {
            later.removeFirst();
        }
    }

    /** The latest text of the business after the message with the Flow. */
    Optional<String> latestText() {
        return later.reversed().stream()
                .filter(message -> "text".equals(message.get("kind")))
                .map(message -> String.valueOf(message.get("text")))
                .findFirst();
    }

    /** What people read of the reply that the Flow left, if it left one. */
    Optional<String> replyTitle() {
        return later.reversed().stream()
                .filter(message -> "reply".equals(message.get("kind")))
                .map(message -> String.valueOf(message.get("title")))
                .findFirst();
    }

    void reply(Map<String, Object> parameters, Map<String, Object> summary) {
        List<Object> details = new ArrayList<>();
        summary.forEach((name, value) -> details.add(Map.of("label", spoken(name), "value", spoken(value))));
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("kind", "reply");
        reply.put("title", flowName);
        reply.put("quote", message.text());
        reply.put("details", details);
        reply.put("json", StrictJson.writePretty(parameters));
        later.add(reply);
    }

    List<Map<String, Object>> view(boolean isEnabled) {
        List<Map<String, Object>> messages = new ArrayList<>(earlier);
        messages.add(message.view(isEnabled));
        messages.addAll(later);
        return messages;
    }

    private static String spoken(String name) {
        String words = name.replace('_', ' ').replace('-', ' ').strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String spoken(Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>
                ? new String(StrictJson.write(value), StandardCharsets.UTF_8)
                : PlainValue.text(value);
    }
}
