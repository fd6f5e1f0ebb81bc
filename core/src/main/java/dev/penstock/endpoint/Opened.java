package dev.penstock.endpoint;

import dev.penstock.event.EndpointEvent;

/**
 * A request on which everything that costs the processor has been done: its signature is verified, it is decrypted, and
 * it has been read. {@link FlowEndpoint#open} makes it, {@link #answer} goes the rest of the way. A request that is
 * refused on the way here answers with its refusal, so nobody has to tell the two apart.
 *
 * <p>It holds the key under which its answer is sealed, until it is answered or closed. {@code toString()} shows
 * nothing of the contents. Thread-safe.
 */
public sealed interface Opened extends AutoCloseable permits ReadableRequest, RefusedRequest {

    /**
     * Answers the request: replay guard, flow token, handler, response check, seal. It may block for as long as the
     * handler does, so call it on a virtual thread. Whatever fails, there is an answer.
     *
     * @return what the HTTP server has to send
     * @throws IllegalStateException if it was called before, or the request was closed: a second answer would reuse the
     *     key and the initialization vector of the first
     */
    EndpointResponse answer();

    /**
     * Gives the request up if it has not been answered: its key is overwritten, and listeners hear of {@link
     * EndpointEvent.Refusal#INTERNAL_ERROR}. Does nothing after {@link #answer}, or when it is called again.
     */
    @Override
    void close();
}
