package dev.penstock.id;

import dev.penstock.internal.Ids;
import java.util.Objects;

/**
 * The id of a WhatsApp Business Account (WABA) at Meta. A type of its own, so that no other id can be given in its
 * place.
 *
 * @param value the id of the account, as WhatsApp Manager shows it: letters, digits, {@code -} and {@code _}, at most
 *     128
 */
public record WabaId(String value) {

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it cannot be an id
     */
    public WabaId {
        Ids.check("WhatsApp Business Account (WABA)", Objects.requireNonNull(value, "value"));
    }

    @Override
    public String toString() {
        return value;
    }
}
