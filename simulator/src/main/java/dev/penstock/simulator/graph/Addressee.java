package dev.penstock.simulator.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a message is for, as Meta reads it: {@code to} is for phone numbers, {@code recipient} for business-scoped user
 * ids, and where both are, {@code to} wins.
 *
 * <p>Source: Meta, "Business-scoped user IDs". That a user id in {@code to} is taken and never delivered was reported
 * by people who send, and is not documented.
 */
record Addressee(String id, boolean isDropped) {

    /** Empty if neither field names somebody. */
    static Optional<Addressee> of(GraphCall call) {
        var to = call.text("to").filter(text -> !text.isBlank());
        return to.map(text ->
                        new Addressee(text, SentByApi.USER_ID.matcher(text).matches()))
                .or(() ->
                        call.text("recipient").filter(text -> !text.isBlank()).map(text -> new Addressee(text, false)));
    }

    /** Why it cannot be taken. */
    Optional<GraphReply> refusal(GraphCall call) {
        boolean byTo = call.text("to").filter(text -> !text.isBlank()).isPresent();
        boolean isUserId = SentByApi.USER_ID.matcher(id).matches();
        if (byTo ? isUserId || id.matches("\\+?[0-9 ().-]{5,25}") : isUserId) {
            return Optional.empty();
        }
        return Optional.of(GraphReply.error(
                400, 100, "Invalid parameter", byTo ? "to is no phone number" : "recipient is no user id"));
    }

    /** The contact of the answer: of a user id Meta tells no number. */
    Map<String, Object> contact() {
        var contact = new LinkedHashMap<String, Object>();
        contact.put("input", id);
        if (SentByApi.USER_ID.matcher(id).matches() && !isDropped) {
            contact.put("user_id", id);
        } else {
            contact.put("wa_id", isDropped ? id : id.replaceAll("[^0-9]", ""));
        }
        return contact;
    }
}
