package dev.penstock.id;

import dev.penstock.internal.Ids;
import java.util.Objects;

/**
 * The id of a Flow at Meta. A type of its own, so that no other id can be given in its place.
 *
 * @param value the id of the Flow, as the Graph API gave it when the Flow was created: letters, digits, {@code -} and
 *     {@code _}, at most 128
 */
public record FlowId(String value) {

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it cannot be an id
     */
    public FlowId {
        Ids.check("Flow", Objects.requireNonNull(value, "value"));
    }

    @Override
    public String toString() {
        return value;
    }
}
