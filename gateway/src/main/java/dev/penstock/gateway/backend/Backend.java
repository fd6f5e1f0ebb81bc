package dev.penstock.gateway.backend;

/**
 * Decides what people see next: a program of the business, usually behind HTTP ({@link HttpBackend}).
 *
 * <p>Called on the virtual thread of the request's handler, many at once; it may block for as long as
 * {@link BackendRequest#timeLeft()} says.
 */
@FunctionalInterface
public interface Backend extends AutoCloseable {

    /**
     * Asks what comes next.
     *
     * @param request what a person does
     * @return the answer
     * @throws BackendException if there is none: the person sees the same screen with a message
     * @throws InterruptedException if nobody waits for the answer any longer
     */
    BackendAnswer ask(BackendRequest request) throws InterruptedException;

    /** Gives back what it holds, such as open connections; requests under way fail. Does nothing unless overridden. */
    @Override
    default void close() {}
}
