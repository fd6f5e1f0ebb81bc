package dev.penstock.endpoint;

import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.ScreenRequest;
import dev.penstock.event.ResponseViolation;
import java.util.List;
import java.util.Objects;

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
}
