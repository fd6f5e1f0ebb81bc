package dev.penstock;

/**
 * Hears that a phone could not use an answer. Implementations are thread-safe, and expect to hear of one notification
 * more than once: whoever delivers it may deliver it again.
 */
@FunctionalInterface
public interface ErrorNotificationHandler {

    /**
     * Hears of an error notification, after it has been acknowledged.
     *
     * @param notification what the phone says; its flow token has the subject if the endpoint verifies {@link
     *     dev.penstock.trust.FlowTokens} and this is one. Screen, key and message are the phone's: do not log the
     *     message, it may hold what a person typed
     * @throws Exception to say that it failed, which is logged, and changes nothing
     */
    void handle(ErrorNotification notification) throws Exception;
}
