package dev.penstock.doctor;

/** What came of a check. */
public enum CheckOutcome {
    /** All is well. */
    GREEN,
    /** Something is broken; the finding says how to cure it. */
    RED,
    /** Not checked, because something that it needs was not given or is itself broken. */
    SKIPPED
}
