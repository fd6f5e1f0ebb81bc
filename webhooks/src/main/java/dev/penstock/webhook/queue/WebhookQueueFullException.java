package dev.penstock.webhook.queue;

/** Thrown when a queue has no room for a delivery. The endpoint answers 503, and Meta delivers again later. */
public final class WebhookQueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message which limit was reached
     */
    public WebhookQueueFullException(String message) {
        super(message);
    }
}
