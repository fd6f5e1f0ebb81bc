package dev.penstock.graph.webhook;

import dev.penstock.graph.internal.Fields;
import dev.penstock.graph.webhook.queue.WebhookItem;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a delivery apart into single events, each with a key. One delivery may hold many entries, changes and messages.
 *
 * <p>Only short ids are copied from what events share, so that a delivery cannot grow by being taken apart.
 */
final class PayloadSplitter {

    /** How many updates Meta puts into one delivery at most. */
    static final int MAX_UPDATES = 1_000;

    private static final int MAX_ID = 200;

    private final List<WebhookItem> items = new ArrayList<>();

    private PayloadSplitter() {}

    /**
     * Splits.
     *
     * @throws JsonFormatException if the body is not one JSON object with an array {@code entry}, or has too many updates
     */
    static List<WebhookItem> split(byte[] body) {
        var payload = new Fields(StrictJson.readObject(body));
        if (!(payload.map().get("entry") instanceof List<?> entries)) {
            throw new JsonFormatException("The webhook has no array \"entry\".");
        }
        var splitter = new PayloadSplitter();
        entries.forEach(splitter::entry);
        return List.copyOf(splitter.items);
    }

    private void entry(@Nullable Object value) {
        var entry = Fields.object(value);
        if (entry.isEmpty() || !(entry.get().map().get("changes") instanceof List<?> changes)) {
            add("unreadable", wrap(value), Map.of(), Optional.empty());
            return;
        }
        changes.forEach(change -> change(entry.get(), change));
    }

    private void change(Fields entry, @Nullable Object object) {
        var change = Fields.object(object).orElse(Fields.EMPTY);
        var field = change.text("field").filter(text -> text.length() <= MAX_ID);
        var value = change.object("value");
        if (field.isEmpty() || value.isEmpty()) {
            add("unreadable", wrap(object), Map.of(), Optional.empty());
            return;
        }
        var shared = new LinkedHashMap<String, Object>();
        id(entry, "id").ifPresent(id -> shared.put("account", id));
        if (field.get().equals("messages")
                && (value.get().has("messages") || value.get().has("statuses"))) {
            value.get()
                    .object("metadata")
                    .flatMap(metadata -> id(metadata, "phone_number_id"))
                    .ifPresent(id -> shared.put("phone_number_id", id));
            value.get().items("messages").forEach(message -> message(message, value.get(), shared));
            value.get().items("statuses").forEach(status -> status(status, shared));
            return;
        }
        entry.textOrNumber("time").filter(time -> time.length() <= MAX_ID).ifPresent(time -> shared.put("time", time));
        shared.put("field", field.get());
        add(field.get().equals("flows") ? "flows" : "other", value.get().map(), shared, Optional.empty());
    }

    private void message(@Nullable Object object, Fields value, Map<String, Object> shared) {
        var message = Fields.object(object);
        if (message.isEmpty()) {
            add("unreadable", wrap(object), Map.of(), Optional.empty());
            return;
        }
        var more = new LinkedHashMap<>(shared);
        contact(value, message.get()).ifPresent(contact -> {
            id(contact, "wa_id").ifPresent(id -> more.put("wa_id", id));
            id(contact, "user_id").ifPresent(id -> more.put("user_id", id));
        });
        add("message", message.get().map(), more, id(message.get(), "id").map(id -> "message:" + id));
    }

    private void status(@Nullable Object object, Map<String, Object> shared) {
        var status = Fields.object(object);
        if (status.isEmpty()) {
            add("unreadable", wrap(object), Map.of(), Optional.empty());
            return;
        }
        var key = id(status.get(), "id")
                .flatMap(id -> status.get()
                        .text("status")
                        .filter(word -> word.length() <= 50)
                        .map(word -> "status:" + word + ":" + id));
        add("status", status.get().map(), shared, key);
    }

    /** The contact of this message: the only one, or the one with the same id. */
    private static Optional<Fields> contact(Fields value, Fields message) {
        var contacts = value.items("contacts");
        if (contacts.size() == 1) {
            return Fields.object(contacts.getFirst());
        }
        var from = message.text("from");
        return contacts.stream()
                .limit(MAX_UPDATES)
                .flatMap(contact -> Fields.object(contact).stream())
                .filter(contact -> from.isPresent() && contact.text("wa_id").equals(from))
                .findFirst();
    }

    private void add(String kind, Map<String, Object> content, Map<String, Object> shared, Optional<String> key) {
        if (items.size() == MAX_UPDATES) {
            throw new JsonFormatException("The webhook holds more than %d updates.".formatted(MAX_UPDATES));
        }
        var item = new LinkedHashMap<String, Object>();
        item.put("kind", kind);
        item.putAll(shared);
        item.put("content", content);
        var json = StrictJson.write(item);
        items.add(new WebhookItem(key.orElseGet(() -> kind + ":" + sha256(json)), json));
    }

    private static Optional<String> id(Fields fields, String name) {
        return fields.textOrNumber(name).filter(id -> id.length() <= MAX_ID);
    }

    private static Map<String, Object> wrap(@Nullable Object value) {
        var wrapped = new LinkedHashMap<String, Object>();
        if (value != null) {
            wrapped.put("part", value);
        }
        return wrapped;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
