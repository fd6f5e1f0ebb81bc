package dev.penstock;

/** Gives the data that a screen always needs, such as the lists people choose from; see {@link FlowBuilder#screen}. */
@FunctionalInterface
public interface ScreenData {

    /**
     * Makes the data of the screen for one answer. It runs after the handler, within the handler's time budget, and
     * once more if the handler fails; so it is quick, and changes nothing.
     *
     * @param request what is answered; the screen of the request may be another one
     * @return a map with text keys, a record or {@link FlowData}; see {@link FlowData#from}
     * @throws Exception if it cannot; the person then sees the same screen with a message and can try again
     */
    Object of(ScreenRequest request) throws Exception;
}
