package dev.penstock.webhook.event;

import dev.penstock.internal.Fields;
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
            case "echo" -> new OtherEvent(field(item), account, content.map());
            case "other" -> new OtherEvent(item.text("field").orElse(""), account, content.map());
            default -> new UnreadableEvent("An entry of the webhook is not built as Meta documents it.", content.map());
        };
    }

    private static WebhookEvent message(Fields item, Fields message) {
        var reply = message.object("interactive")
                .filter(interactive -> interactive.text("type").orElse("").equals("nfm_reply"))
                .flatMap(interactive -> interactive.object("nfm_reply"));
        var id = message.filled("id");
        if (reply.isEmpty()) {
            return People.change(item, message, field(item))
                    .orElseGet(() -> new OtherEvent(field(item), item.filled("account"), message.map()));
        }
        if (id.isEmpty()) {
            return new UnreadableEvent("A completion has no message id.", message.map());
        }
        var response = response(reply.get());
        if (response.isEmpty()) {
            return new UnreadableEvent("The response_json of a completion is not one JSON object.", message.map());
        }
        return new FlowCompletion(
                id.get(),
                People.sender(item, message),
                message.object("context").flatMap(context -> context.filled("id")),
                message.time("timestamp"),
                item.filled("account"),
                item.filled("phone_number_id"),
                reply.get().text("name"),
                response.get(),
                field(item),
                message.map());
    }

    /** Items that were queued before there were other fields than one do not name it. */
    private static String field(Fields item) {
        return item.filled("field").orElse("messages");
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
        var id = status.filled("id");
        var word = status.filled("status");
        if (id.isEmpty() || word.isEmpty()) {
            return new UnreadableEvent("A message status names no message or no status.", status.map());
        }
        return new MessageStatus(
                id.get(),
                word.get(),
                status.time("timestamp"),
                item.filled("phone_number_id"),
                People.addressee(item, status),
                status.objects("errors").stream().map(EventReader::failure).toList(),
                field(item),
                status.map());
    }

    private static MessageStatus.Failure failure(Fields error) {
        return new MessageStatus.Failure(
                error.whole("code"),
                error.filled("title"),
                error.filled("message"),
                error.object("error_data").flatMap(data -> data.filled("details")));
    }
}
