package dev.penstock.webhook.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A person is somebody else for Meta from now on: the phone number has changed, and with it the business-scoped user
 * id, or the user id alone. What is stored under the old one belongs to the new one.
 *
 * <p>Source: Meta, system messages {@code user_changed_number} and {@code user_changed_user_id}.
 *
 * @param messageId the id of the system message
 * @param type {@code user_changed_number}, or {@code user_changed_user_id} where no number can be told
 * @param previous who it was, as far as Meta tells
 * @param current who it is now, as far as Meta tells
 * @param time when
 * @param accountId the id of the WhatsApp Business Account
 * @param phoneNumberId the id of the business number that was told
 * @param field the field of the webhook, see {@link #isStandby()}
 * @param raw the message
 */
public record UserChange(
        String messageId,
        String type,
        Person previous,
        Person current,
        Optional<Instant> time,
        Optional<String> accountId,
        Optional<String> phoneNumberId,
        String field,
        Map<String, Object> raw)
        implements WebhookEvent {

    /** {@return whether this came while somebody else, such as Meta's Business Agent, holds the conversation} */
    public boolean isStandby() {
        return Standby.is(field);
    }

    @Override
    public String toString() {
        return "UserChange[" + messageId + ", " + type + "]";
    }
}
