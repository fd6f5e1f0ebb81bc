package dev.penstock.webhook.event;

import dev.penstock.webhook.internal.SendAdvice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a message that was sent.
 *
 * @param messageId the id of the message
 * @param status {@code sent}, {@code delivered}, {@code read}, {@code failed}, or a word that is new
 * @param time when
 * @param phoneNumberId the id of the number that sent it
 * @param recipient whom it was for, as far as Meta tells
 * @param errors why it failed
 * @param field the field of the webhook: {@code messages}, or one of those of {@link #isStandby()}
 * @param raw the status object
 */
public record MessageStatus(
        String messageId,
        String status,
        Optional<Instant> time,
        Optional<String> phoneNumberId,
        Person recipient,
        List<Failure> errors,
        String field,
        Map<String, Object> raw)
        implements WebhookEvent {

    /** Copies the list. */
    public MessageStatus {
        errors = List.copyOf(errors);
    }

    /** {@return whether the message will not arrive} */
    public boolean isFailed() {
        return status.equals("failed");
    }

    /**
     * {@return whether this came by the field {@code standby} or {@code messaging_handovers}: it is of a message that
     * another, such as Meta's Business Agent, has sent}
     */
    public boolean isStandby() {
        return Standby.is(field);
    }

    @Override
    public String toString() {
        return "MessageStatus[" + messageId + ", " + status + "]";
    }

    /**
     * Why a message failed.
     *
     * @param code Meta's error code; 131026 for a message that cannot be delivered
     * @param title the general words for that code
     * @param message what Meta says; often the same as the title
     * @param details what Meta says of this very message ({@code error_data.details})
     */
    public record Failure(
            OptionalInt code, Optional<String> title, Optional<String> message, Optional<String> details) {

        /** {@return what to do, in a sentence or two, for the codes that are known here} */
        public Optional<String> advice() {
            return code.isPresent() ? Optional.ofNullable(SendAdvice.of(code.getAsInt())) : Optional.empty();
        }

        /** Shows the code only: Meta's words may name the person's number. */
        @Override
        public String toString() {
            return "Failure[" + (code.isPresent() ? code.getAsInt() : "no code") + "]";
        }
    }
}
