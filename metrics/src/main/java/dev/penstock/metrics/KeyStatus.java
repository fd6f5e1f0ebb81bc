package dev.penstock.metrics;

import java.util.Locale;

/** What Meta holds as the business public key of a phone number, against the key that should be there. */
public enum KeyStatus {
    /** It is the right key, and phones take it. */
    VALID,
    /** Phones refuse it, or it is another key: register the key again. */
    MISMATCH,
    /** Nobody knows, because Meta did not answer or was not asked yet. */
    UNKNOWN;

    /** {@return the name in lower case, as metrics have it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
