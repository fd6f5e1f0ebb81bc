package dev.penstock;

import java.util.Objects;

/**
 * What people read when something goes wrong that no handler speaks about. Begin with {@link #ENGLISH}, or with one
 * text for each, and change single ones with {@code with…}: there may be more of them one day. Immutable and
 * thread-safe.
 *
 * @param failed a handler failed; trying again may help
 * @param tookTooLong a handler did not answer within its time budget; trying again may help
 * @param notAvailable nothing handles this screen
 * @param invalidFlowToken the flow token is not, or no longer, valid
 * @param doesNotFit what was entered does not fit the record of the handler, such as a word where a number is asked for
 */
public record FlowTexts(
        String failed, String tookTooLong, String notAvailable, String invalidFlowToken, String doesNotFit) {

    /** The English texts, which apply unless others are given. */
    public static final FlowTexts ENGLISH = new FlowTexts(
            "Something went wrong. Please try again.",
            "This is taking longer than usual. Please try again.",
            "This step is not available at the moment.",
            "This conversation has expired. Please ask for a new message.",
            "Something is missing or cannot be read. Please check what you entered.");

    /** Refuses null. */
    public FlowTexts {
        Objects.requireNonNull(failed, "failed");
        Objects.requireNonNull(tookTooLong, "tookTooLong");
        Objects.requireNonNull(notAvailable, "notAvailable");
        Objects.requireNonNull(invalidFlowToken, "invalidFlowToken");
        Objects.requireNonNull(doesNotFit, "doesNotFit");
    }

    /**
     * Makes texts with one text for every failure that a handler does not speak about.
     *
     * @param failed a handler failed, or the data does not fit its record
     * @param tookTooLong a handler did not answer within its time budget
     * @param notAvailable nothing handles this screen
     * @param invalidFlowToken the flow token is not, or no longer, valid
     */
    public FlowTexts(String failed, String tookTooLong, String notAvailable, String invalidFlowToken) {
        this(failed, tookTooLong, notAvailable, invalidFlowToken, failed);
    }

    /**
     * Returns texts with another one for a handler that failed.
     *
     * @param failed a handler failed; trying again may help
     * @return a copy
     */
    public FlowTexts withFailed(String failed) {
        return new FlowTexts(failed, tookTooLong, notAvailable, invalidFlowToken, doesNotFit);
    }

    /**
     * Returns texts with another one for a handler that did not answer in time.
     *
     * @param tookTooLong a handler did not answer within its time budget; trying again may help
     * @return a copy
     */
    public FlowTexts withTookTooLong(String tookTooLong) {
        return new FlowTexts(failed, tookTooLong, notAvailable, invalidFlowToken, doesNotFit);
    }

    /**
     * Returns texts with another one for a screen that nothing handles.
     *
     * @param notAvailable nothing handles this screen
     * @return a copy
     */
    public FlowTexts withNotAvailable(String notAvailable) {
        return new FlowTexts(failed, tookTooLong, notAvailable, invalidFlowToken, doesNotFit);
    }

    /**
     * Returns texts with another one for a flow token that is refused.
     *
     * @param invalidFlowToken the flow token is not, or no longer, valid
     * @return a copy
     */
    public FlowTexts withInvalidFlowToken(String invalidFlowToken) {
        return new FlowTexts(failed, tookTooLong, notAvailable, invalidFlowToken, doesNotFit);
    }

    /**
     * Returns texts with another one for what cannot be read.
     *
     * @param doesNotFit what was entered does not fit the record of the handler
     * @return a copy
     */
    public FlowTexts withDoesNotFit(String doesNotFit) {
        return new FlowTexts(failed, tookTooLong, notAvailable, invalidFlowToken, doesNotFit);
    }
}
