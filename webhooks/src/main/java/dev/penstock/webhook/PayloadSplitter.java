package dev.penstock.webhook;

import dev.penstock.internal.Fields;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import dev.penstock.webhook.queue.WebhookItem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * The fields that carry messages. In the last two they come while another, such as Meta's Business Agent, holds the
     * conversation, and lie one object deeper.
     */
    private static final Set<String> MESSAGE_FIELDS = Set.of("messages", "standby", "messaging_handovers");

    private static final List<String> MESSAGE_LISTS = List.of("messages", "statuses", "message_echoes");

    private final List<WebhookItem> items = new ArrayList<>();

    private PayloadSplitter() {}

    /**
     * Splits.
     *
     * @throws JsonFormatException if the body is not one JSON object with an array {@code entry}, or has too many
     *     updates
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
        shared.put("field", field.get());
        if (MESSAGE_FIELDS.contains(field.get())) {
            var inside = value.get().object(field.get()).orElse(value.get());
            if (MESSAGE_LISTS.stream().anyMatch(inside::has)) {
                messages(value.get(), inside, shared);
                return;
            }
        }
        entry.textOrNumber("time").filter(time -> time.length() <= MAX_ID).ifPresent(time -> shared.put("time", time));
        add(field.get().equals("flows") ? "flows" : "other", value.get().map(), shared, Optional.empty());
    }

    private void messages(Fields value, Fields inside, Map<String, Object> shared) {
        inside.object("metadata")
                .or(() -> value.object("metadata"))
                .flatMap(metadata -> id(metadata, "phone_number_id"))
                .ifPresent(id -> shared.put("phone_number_id", id));
        var contacts = inside.has("contacts") ? inside.items("contacts") : value.items("contacts");
        inside.items("messages").forEach(message -> message("message", message, contacts, shared));
        inside.items("statuses").forEach(status -> status(status, contacts, shared));
        inside.items("message_echoes").forEach(echo -> message("echo", echo, List.of(), shared));
    }

    private void message(String kind, @Nullable Object object, List<?> contacts, Map<String, Object> shared) {
        var message = Fields.object(object);
        if (message.isEmpty()) {
            add("unreadable", wrap(object), Map.of(), Optional.empty());
            return;
        }
        var more = new LinkedHashMap<>(shared);
        Contacts.of(message.get(), "from", "from_user_id", contacts).ifPresent(contact -> copy(contact, more));
        add(kind, message.get().map(), more, id(message.get(), "id").map(id -> kind + ":" + id));
    }

    private void status(@Nullable Object object, List<?> contacts, Map<String, Object> shared) {
        var status = Fields.object(object);
        if (status.isEmpty()) {
            add("unreadable", wrap(object), Map.of(), Optional.empty());
            return;
        }
        var more = new LinkedHashMap<>(shared);
        Contacts.of(status.get(), "recipient_id", "recipient_user_id", contacts)
                .ifPresent(contact -> copy(contact, more));
        var key = id(status.get(), "id")
                .flatMap(id -> status.get()
                        .text("status")
                        .filter(word -> word.length() <= 50)
                        .map(word -> "status:" + word + ":" + id));
        add("status", status.get().map(), more, key);
    }

    private static void copy(Fields contact, Map<String, Object> item) {
        for (var name : List.of("wa_id", "user_id", "parent_user_id")) {
            id(contact, name).ifPresent(id -> item.put(name, id));
        }
        contact.object("profile")
                .flatMap(profile -> id(profile, "username"))
                .or(() -> id(contact, "username"))
                .ifPresent(name -> item.put("username", name));
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
        // Of people with a user name Meta sends the number as an empty text.
        return fields.textOrNumber(name).filter(id -> !id.isBlank() && id.length() <= MAX_ID);
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
