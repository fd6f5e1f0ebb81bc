package dev.penstock;

/**
 * Answers one kind of request on one screen. It may block: each runs on a virtual thread of its own, and is interrupted when
 * its time budget has run out.
 *
 * @param <R> the kind of request
 */
@FunctionalInterface
public interface ScreenHandler<R extends ScreenRequest> {

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer
     * @throws Exception if it cannot; the person then sees the same screen with a message and can try again
     */
    FlowResponse handle(R request) throws Exception;
}
