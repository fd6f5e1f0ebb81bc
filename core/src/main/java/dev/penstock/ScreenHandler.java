package dev.penstock;

/**
 * Answers one kind of request on one screen. It may block: each runs on a virtual thread of its own. When its time
 * budget has run out, nobody waits for it any longer, and it runs on; see {@link FlowBuilder#interruptLateHandlers}.
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
