package dev.penstock.graph.accounts;

import dev.penstock.id.PhoneNumberId;
import java.util.Optional;

/**
 * A phone number of a WhatsApp Business Account.
 *
 * @param id its id, by which keys are set and messages are sent
 * @param displayNumber the number as people write it
 * @param verifiedName the name that people see
 * @param qualityRating Meta's rating, such as {@code GREEN}
 */
public record PhoneNumber(
        PhoneNumberId id, String displayNumber, Optional<String> verifiedName, Optional<String> qualityRating) {}
