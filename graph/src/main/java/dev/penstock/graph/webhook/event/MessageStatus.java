package dev.penstock.graph.webhook.event;

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
 * @param errors why it failed
 * @param raw the status object
 */
public record MessageStatus(
        String messageId,
        String status,
        Optional<Instant> time,
        Optional<String> phoneNumberId,
        List<Failure> errors,
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

    @Override
    public String toString() {
        return "MessageStatus[" + messageId + ", " + status + "]";
    }

    /**
     * Why a message failed.
     *
     * @param code Meta's error code; 131026 for a message that cannot be delivered
     * @param title what Meta says
     */
    public record Failure(OptionalInt code, Optional<String> title) {}
}
