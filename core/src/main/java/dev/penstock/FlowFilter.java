package dev.penstock;

/** Stands around every handler of a Flow: may answer itself, change the answer, or do something before and after. */
@FunctionalInterface
public interface FlowFilter {

    /**
     * Handles a request, usually by calling {@code next}.
     *
     * @param request the request
     * @param next the next filter, at the end the handler
     * @return the answer
     * @throws Exception if it cannot; the person then sees the same screen with a message and can try again
     */
    FlowResponse filter(ScreenRequest request, ScreenHandler<ScreenRequest> next) throws Exception;
}
