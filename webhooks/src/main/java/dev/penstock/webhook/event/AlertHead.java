package dev.penstock.webhook.event;

import dev.penstock.id.FlowId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What every alert has.
 *
 * @param flow the Flow
 * @param accountId the id of the WhatsApp Business Account
 * @param time when
 * @param message what Meta says, for people
 * @param raw the value of the change
 */
public record AlertHead(
        FlowId flow,
        Optional<String> accountId,
        Optional<Instant> time,
        Optional<String> message,
        Map<String, Object> raw) {

    @Override
    public String toString() {
        return "flow " + flow;
    }
}
