package dev.penstock.webhook.event;

import java.util.Map;
import java.util.Optional;

/**
 * Something that has nothing to do with Flows, or that Meta did not have when this was written: an ordinary message, a
 * change of a template, anything.
 *
 * @param field the field of the webhook, such as {@code messages}; {@code standby} or {@code messaging_handovers} for
 *     what came while another, such as Meta's Business Agent, holds the conversation
 * @param accountId the id of the WhatsApp Business Account
 * @param raw the message, or the value of the change
 */
public record OtherEvent(String field, Optional<String> accountId, Map<String, Object> raw) implements WebhookEvent {

    /** {@return whether this came by the field {@code standby} or {@code messaging_handovers}} */
    public boolean isStandby() {
        return Standby.is(field);
    }

    @Override
    public String toString() {
        return "OtherEvent[" + field + "]";
    }
}
