package dev.penstock.graph.webhook.event;

import dev.penstock.graph.internal.Fields;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.util.Map;
import java.util.Optional;

/** Reads one event from the JSON that {@code PayloadSplitter} made of it. */
final class EventReader {

    private EventReader() {}

    static WebhookEvent read(byte[] json) {
        Fields item;
        try {
            item = new Fields(StrictJson.readObject(json));
        } catch (JsonFormatException damaged) {
            return new UnreadableEvent("What the queue kept is damaged.", Map.of());
        }
        var content = item.object("content").orElse(Fields.EMPTY);
        var account = item.text("account");
        return switch (item.text("kind").orElse("")) {
            case "message" -> message(item, content);
            case "status" -> status(item, content);
            case "flows" -> AlertReader.read(content, account, item.time("time"));
            case "other" -> new OtherEvent(item.text("field").orElse(""), account, content.map());
            default -> new UnreadableEvent("An entry of the webhook is not built as Meta documents it.", content.map());
        };
    }

    private static WebhookEvent message(Fields item, Fields message) {
        var reply = message.object("interactive")
                .filter(interactive -> interactive.text("type").orElse("").equals("nfm_reply"))
                .flatMap(interactive -> interactive.object("nfm_reply"));
        if (reply.isEmpty()) {
            return new OtherEvent("messages", item.text("account"), message.map());
        }
        var id = message.text("id");
        if (id.isEmpty()) {
            return new UnreadableEvent("A completion has no message id.", message.map());
        }
        var response = response(reply.get());
        if (response.isEmpty()) {
            return new UnreadableEvent("The response_json of a completion is not one JSON object.", message.map());
        }
        return new FlowCompletion(
                id.get(),
                message.text("from").or(() -> item.text("wa_id")),
                message.text("from_user_id").or(() -> message.text("user_id")).or(() -> item.text("user_id")),
                message.object("context").flatMap(context -> context.text("id")),
                message.time("timestamp"),
                item.text("account"),
                item.text("phone_number_id"),
                reply.get().text("name"),
                response.get(),
                message.map());
    }

    /** A text that holds JSON, in one example of Meta an object, in some payloads missing or empty. */
    private static Optional<Map<String, Object>> response(Fields reply) {
        var object = reply.object("response_json");
        if (object.isPresent()) {
            return object.map(Fields::map);
        }
        if (!reply.has("response_json")) {
            return Optional.of(Map.of());
        }
        var text = reply.text("response_json");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().isBlank()) {
            return Optional.of(Map.of());
        }
        try {
            return Optional.of(StrictJson.readObject(text.get()));
        } catch (JsonFormatException malformed) {
            return Optional.empty();
        }
    }

    private static WebhookEvent status(Fields item, Fields status) {
        var id = status.text("id");
        var word = status.text("status");
        if (id.isEmpty() || word.isEmpty()) {
            return new UnreadableEvent("A message status names no message or no status.", status.map());
        }
        return new MessageStatus(
                id.get(),
                word.get(),
                status.time("timestamp"),
                item.text("phone_number_id"),
                status.objects("errors").stream()
                        .map(error -> new MessageStatus.Failure(error.whole("code"), error.text("title")))
                        .toList(),
                status.map());
    }
}
