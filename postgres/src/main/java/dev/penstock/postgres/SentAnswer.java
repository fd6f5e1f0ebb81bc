package dev.penstock.postgres;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one person sent by completing a Flow, as it is kept. {@code toString} shows the message id only.
 *
 * @param messageId the id of the completion message
 * @param completedAt when it was sent, as Meta says
 * @param keptAt when it was kept
 * @param flow the name of the Flow; empty where neither the flow token nor the id of the Flow tells it
 * @param flowId the id of the Flow at Meta, where the phone tells it
 * @param subject whom the flow token was issued for, where it was issued by {@link dev.penstock.trust.FlowTokens}
 * @param phoneNumber the person's phone number, digits only, where Meta tells it
 * @param userId the person's business-scoped user id, where Meta tells it
 * @param accountId the id of the WhatsApp Business Account
 * @param phoneNumberId the id of the number that got it
 * @param fields what was sent, read-only; without those that are sealed and were not opened
 * @param sealed the names of fields that are sealed and were not opened, since no key was given
 * @param raw the message that Meta delivered, read-only, without a flow token of {@code FlowTokens}; empty if it was
 *     not asked for, or is sealed and no key was given
 */
public record SentAnswer(
        String messageId,
        Instant completedAt,
        Instant keptAt,
        Optional<String> flow,
        Optional<String> flowId,
        Optional<String> subject,
        Optional<String> phoneNumber,
        Optional<String> userId,
        Optional<String> accountId,
        Optional<String> phoneNumberId,
        Map<String, Object> fields,
        Set<String> sealed,
        Optional<Map<String, Object>> raw) {

    /** Makes the collections read-only, and refuses null. */
    public SentAnswer {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(completedAt, "completedAt");
        Objects.requireNonNull(keptAt, "keptAt");
        fields = Collections.unmodifiableMap(fields);
        sealed = Collections.unmodifiableSet(new TreeSet<>(sealed));
        raw = raw.map(Collections::unmodifiableMap);
    }

    @Override
    public String toString() {
        return "SentAnswer[" + messageId + "]";
    }
}
