package dev.penstock.gateway.alert;

import java.util.Locale;

/** Whom an alert concerns. */
public enum AlertSeverity {
    /** Somebody who looks after it by day. */
    WARNING,
    /** Somebody at once. */
    CRITICAL;

    /** {@return the name in lower case, as the rules have it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
