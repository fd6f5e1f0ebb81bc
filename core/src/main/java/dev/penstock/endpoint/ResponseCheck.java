package dev.penstock.endpoint;

import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.ScreenRequest;
import dev.penstock.event.ResponseViolation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checks an answer before it is sent, usually against the Flow JSON: would the phone refuse it?
 *
 * <p>Implementations are thread-safe and quick: they run with every answer.
 */
@FunctionalInterface
public interface ResponseCheck {

    /**
     * Checks an answer.
     *
     * @param request what is answered
     * @param response the answer
     * @return what a phone would refuse; empty if nothing
     */
    List<ResponseViolation> check(ScreenRequest request, FlowResponse response);

    /**
     * Tells what in the handlers can lead to answers that some phones show in another way than others. An endpoint asks
     * once, when it is built, and logs the advice as a warning.
     *
     * @param flow the handlers
     * @return one line for each piece of advice; none unless the check says otherwise
     */
    default List<String> advice(Flow flow) {
        Objects.requireNonNull(flow, "flow");
        return List.of();
    }

    /**
     * Names the screens that there are, so that events and metrics can name them.
     *
     * @return the ids of all screens; none unless the check says otherwise
     */
    default Set<String> screens() {
        return Set.of();
    }

    /**
     * Tells which screens may follow a screen, so that an event can say what an answer should have been.
     *
     * @param screen the id of the screen that is answered
     * @return the ids of the screens to which the routing model leads from there; empty if that is not known, as it is
     *     unless the check says otherwise
     */
    default Optional<Set<String>> followers(String screen) {
        Objects.requireNonNull(screen, "screen");
        return Optional.empty();
    }
}
