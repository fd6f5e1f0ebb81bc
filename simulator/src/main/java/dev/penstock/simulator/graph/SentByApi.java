package dev.penstock.simulator.graph;

import java.util.Map;
import java.util.Optional;

/**
 * A message that a business sent, and that a phone would now show.
 *
 * @param id its id
 * @param numberId the number that sent it
 * @param to the person
 * @param flowJson the Flow JSON that opens with it: the published one, or the draft
 * @param flowToken the flow token, {@code unused} if none was given
 * @param message the message as it was sent
 */
public record SentByApi(
        String id,
        String numberId,
        String to,
        Optional<String> flowJson,
        String flowToken,
        Map<String, Object> message) {

    @Override
    public String toString() {
        return "SentByApi[" + id + "]";
    }
}
