package dev.penstock.postgres;

import dev.penstock.json.StrictJson;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Completions as the webhook's queue hands them to handlers. */
final class SentAnswers {

    private SentAnswers() {}

    /** Of a person, by the ids that Meta tells: {@code from}, {@code from_user_id}, {@code from_parent_user_id}. */
    static FlowCompletion of(String messageId, Map<String, Object> person, Map<String, Object> response) {
        var message = new LinkedHashMap<String, Object>(person);
        message.put("id", messageId);
        message.put("timestamp", "1764244800");
        message.put("type", "interactive");
        message.put(
                "interactive",
                Map.of(
                        "type",
                        "nfm_reply",
                        "nfm_reply",
                        Map.of(
                                "name",
                                "flow",
                                "response_json",
                                new String(StrictJson.write(response), StandardCharsets.UTF_8))));
        return read(message);
    }

    static FlowCompletion of(String messageId, String phone, Map<String, Object> response) {
        return of(messageId, Map.of("from", phone), response);
    }

    private static FlowCompletion read(Map<String, Object> message) {
        var item = Map.of(
                "kind",
                "message",
                "content",
                message,
                "account",
                "1001",
                "phone_number_id",
                "2001",
                "field",
                "messages");
        return (FlowCompletion) WebhookEvent.read(StrictJson.write(item));
    }

    /** With a response that is written as somebody else writes JSON. */
    static FlowCompletion withResponseText(String messageId, String responseJson) {
        var text = """
            {"kind":"message","account":"1001","field":"messages","content":{"id":"%s","from":"15550100",
             "interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","response_json":"%s"}}}}\
            """.formatted(messageId, responseJson.replace("\\", "\\\\").replace("\"", "\\\""));
        return (FlowCompletion) WebhookEvent.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
