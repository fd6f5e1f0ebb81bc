package dev.penstock.webhook.event;

/** Whether a threshold was crossed upward or the Flow has recovered. */
public enum AlertState {
    /** The threshold was crossed. */
    ACTIVATED,
    /** The Flow has recovered. */
    DEACTIVATED,
    /** Meta said neither, or something new. */
    UNKNOWN;

    static AlertState parse(String word) {
        return switch (word) {
            case "ACTIVATED" -> ACTIVATED;
            case "DEACTIVATED" -> DEACTIVATED;
            default -> UNKNOWN;
        };
    }
}
