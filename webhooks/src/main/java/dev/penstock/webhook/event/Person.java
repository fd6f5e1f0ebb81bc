package dev.penstock.webhook.event;

import dev.penstock.id.Recipient;
import java.util.Optional;

/**
 * What Meta tells of a person. Of people with a user name the phone number may be missing; what Meta sends empty counts
 * as missing too. Never make one of these a key that must be there.
 *
 * <p>Source: Meta, "Business-scoped user IDs". {@code toString} shows nothing of the person.
 *
 * @param phoneNumber the phone number ({@code wa_id}), digits only
 * @param userId the business-scoped user id
 * @param parentUserId the parent business-scoped user id, of businesses with linked portfolios
 * @param username the name that the person chose, which may change
 */
public record Person(
        Optional<String> phoneNumber,
        Optional<String> userId,
        Optional<String> parentUserId,
        Optional<String> username) {

    /**
     * {@return whom to answer: the phone number if Meta tells one, else the user id, else the parent user id; empty if
     * none of them is one}
     */
    public Optional<Recipient> recipient() {
        return phoneNumber
                .flatMap(number -> attempt(() -> Recipient.phoneNumber(number)))
                .or(() -> userId.or(() -> parentUserId).flatMap(id -> attempt(() -> Recipient.userId(id))));
    }

    private static Optional<Recipient> attempt(java.util.function.Supplier<Recipient> recipient) {
        try {
            return Optional.of(recipient.get());
        } catch (IllegalArgumentException unknownForm) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Person[hidden]";
    }
}
