package dev.penstock.gateway.event;

/**
 * Where events go, such as a URL or a topic. The same event may come more than once: its id tells.
 *
 * <p>Called on virtual threads, several at once.
 */
public interface EventDestination extends AutoCloseable {

    /** {@return its name in logs, queues and commands: lower-case letters, digits and hyphens, at most 40} */
    String name();

    /**
     * Delivers an event; it is delivered when this returns.
     *
     * @param event what to deliver
     * @throws EventDeliveryException if it could not; it is tried again later
     * @throws InterruptedException if the process is about to end
     */
    void deliver(OutgoingEvent event) throws InterruptedException;

    /** Gives back what it holds. Does nothing unless overridden. */
    @Override
    default void close() {}
}
