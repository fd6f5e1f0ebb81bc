package dev.penstock.webhook.event;

import dev.penstock.internal.Fields;
import java.util.Optional;
import java.util.Set;

/** Reads who a message is from or for. What Meta sends empty counts as missing. */
final class People {

    private static final Set<String> CHANGES = Set.of("user_changed_number", "user_changed_user_id");

    private People() {}

    /** By the message itself, else by the contact that {@code PayloadSplitter} found for it. */
    static Person sender(Fields item, Fields message) {
        return new Person(
                id(message, "from").or(() -> id(item, "wa_id")),
                id(message, "from_user_id").or(() -> id(message, "user_id")).or(() -> id(item, "user_id")),
                id(message, "from_parent_user_id")
                        .or(() -> id(message, "parent_user_id"))
                        .or(() -> id(item, "parent_user_id")),
                item.filled("username"));
    }

    /** Meta's pages write the parent's field in two ways. */
    static Person addressee(Fields item, Fields status) {
        return new Person(
                id(status, "recipient_id").or(() -> id(item, "wa_id")),
                id(status, "recipient_user_id").or(() -> id(item, "user_id")),
                id(status, "parent_recipient_user_id")
                        .or(() -> id(status, "recipient_parent_user_id"))
                        .or(() -> id(item, "parent_user_id")),
                item.filled("username"));
    }

    /** A system message that says that a person has another number or id now. */
    static Optional<WebhookEvent> change(Fields item, Fields message, String field) {
        var system = message.object("system").orElse(Fields.EMPTY);
        var type = system.filled("type").filter(CHANGES::contains);
        var id = message.filled("id");
        if (type.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        var previous = new Person(
                id(message, "from"),
                id(system, "previous_user_id"),
                id(system, "previous_parent_user_id"),
                Optional.empty());
        var current = new Person(
                id(system, "wa_id").or(() -> id(system, "new_wa_id")),
                id(system, "user_id"),
                id(system, "parent_user_id"),
                Optional.empty());
        return Optional.of(new UserChange(
                id.get(),
                type.get(),
                previous,
                current,
                message.time("timestamp"),
                item.filled("account"),
                item.filled("phone_number_id"),
                field,
                message.map()));
    }

    private static Optional<String> id(Fields fields, String name) {
        return fields.textOrNumber(name).filter(id -> !id.isBlank());
    }
}
