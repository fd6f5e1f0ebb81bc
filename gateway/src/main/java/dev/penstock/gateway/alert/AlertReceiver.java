package dev.penstock.gateway.alert;

/**
 * Who is told what is wrong. Called on virtual threads, one message at a time.
 */
public interface AlertReceiver extends AutoCloseable {

    /** {@return its name in the log and in metrics: lower-case letters, digits and hyphens} */
    String name();

    /**
     * Tells it.
     *
     * @param message what is wrong, and what is over
     * @throws AlertNotSentException if it could not be told; it is tried again
     * @throws InterruptedException if the process is about to end
     */
    void send(AlertMessage message) throws InterruptedException;

    /** Gives back what it holds. Does nothing unless overridden. */
    @Override
    default void close() {}
}
