package dev.penstock.graph.messages;

import java.util.List;
import java.util.Optional;

/**
 * A message that Meta took. That it arrives is told by webhook.
 *
 * @param id its id; the answer to the message names it as {@code context.id}, so keep it
 * @param waId the person's WhatsApp id, which is a phone number; Meta tells it of a message to a phone number only
 * @param userId the person's business-scoped user id, if Meta tells it, as of a message to a user id
 * @param warnings what may go wrong with it, in sentences
 */
public record SentMessage(String id, Optional<String> waId, Optional<String> userId, List<String> warnings) {

    /** Copies the list. */
    public SentMessage {
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return "SentMessage[" + id + "]";
    }
}
