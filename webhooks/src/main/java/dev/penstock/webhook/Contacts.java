package dev.penstock.webhook;

import dev.penstock.internal.Fields;
import java.util.List;
import java.util.Optional;

/** Finds the contact that belongs to a message or a status, among those that came with it. */
final class Contacts {

    private Contacts() {}

    /**
     * The one with the same phone number or the same user id; where neither is named, the only one. Empty texts name
     * nobody, so that two people without a number are not taken for one.
     */
    static Optional<Fields> of(Fields message, String numberField, String userField, List<?> contacts) {
        var number = message.textOrNumber(numberField).filter(id -> !id.isBlank());
        var user = message.textOrNumber(userField).filter(id -> !id.isBlank());
        var known = contacts.stream()
                .limit(PayloadSplitter.MAX_UPDATES)
                .flatMap(contact -> Fields.object(contact).stream())
                .toList();
        return known.stream()
                .filter(contact -> is(contact, "user_id", user) || is(contact, "wa_id", number))
                .findFirst()
                .or(() -> known.size() == 1 && !contradicts(known.getFirst(), user)
                        ? Optional.of(known.getFirst())
                        : Optional.empty());
    }

    private static boolean is(Fields contact, String name, Optional<String> id) {
        return id.isPresent() && contact.textOrNumber(name).equals(id);
    }

    private static boolean contradicts(Fields contact, Optional<String> user) {
        return user.isPresent()
                && contact.textOrNumber("user_id")
                        .filter(id -> !id.isBlank() && !id.equals(user.get()))
                        .isPresent();
    }
}
