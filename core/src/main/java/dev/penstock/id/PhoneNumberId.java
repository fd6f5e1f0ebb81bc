package dev.penstock.id;

import dev.penstock.internal.Ids;
import java.util.Objects;

/**
 * The id of a phone number at Meta. A type of its own, so that no other id can be given in its place.
 *
 * @param value the id of the business phone number, as the App Dashboard shows it beside the number: letters, digits,
 *     {@code -} and {@code _}, at most 128
 */
public record PhoneNumberId(String value) {

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it cannot be an id
     */
    public PhoneNumberId {
        Ids.check("phone number", Objects.requireNonNull(value, "value"));
    }

    @Override
    public String toString() {
        return value;
    }
}
