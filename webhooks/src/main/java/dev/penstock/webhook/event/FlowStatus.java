package dev.penstock.webhook.event;

import java.util.Arrays;
import java.util.Locale;

/** The state of a Flow at Meta. */
public enum FlowStatus {
    /** Not published yet, or edited since. Can be sent in draft mode only. */
    DRAFT,
    /** Can be sent to everybody. */
    PUBLISHED,
    /** Retired; it cannot be sent any more. */
    DEPRECATED,
    /** Limited to ten messages an hour, because its endpoint is unhealthy. */
    THROTTLED,
    /** Can be neither sent nor opened, because its endpoint is unhealthy. */
    BLOCKED,
    /** A state that Meta did not have when this was written. */
    UNKNOWN;

    /**
     * Reads Meta's word.
     *
     * @param word the word
     * @return the state, {@link #UNKNOWN} for a word that is not known
     */
    public static FlowStatus parse(String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(value -> value.name().equals(upper))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
