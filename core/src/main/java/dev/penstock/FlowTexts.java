package dev.penstock;

/**
 * What people read when something goes wrong that no handler speaks about. Immutable and thread-safe.
 *
 * @param failed a handler failed; trying again may help
 * @param tookTooLong a handler did not answer within its time budget; trying again may help
 * @param notAvailable nothing handles this screen
 * @param invalidFlowToken the flow token is not, or no longer, valid
 */
public record FlowTexts(String failed, String tookTooLong, String notAvailable, String invalidFlowToken) {

    /** The English texts, which apply unless others are given. */
    public static final FlowTexts ENGLISH = new FlowTexts(
            "Something went wrong. Please try again.",
            "This is taking longer than usual. Please try again.",
            "This step is not available at the moment.",
            "This conversation has expired. Please ask for a new message.");
}
