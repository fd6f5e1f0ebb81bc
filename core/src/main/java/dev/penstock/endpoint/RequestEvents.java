package dev.penstock.endpoint;

import dev.penstock.Action;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.ResponseViolation;
import dev.penstock.log.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one request.
 *
 * @param events where it is told
 * @param flow the name of the Flow
 * @param id the id of the request
 * @param start when it arrived
 */
record RequestEvents(Events events, String flow, String id, Instant start) {

    /** Tells of a refusal, and makes it. */
    EndpointResponse refuse(Refusal refusal) {
        return refuse(refusal, Optional.empty());
    }

    /** Tells of a refusal with what caused it, and makes it. */
    EndpointResponse refuse(Refusal refusal, Throwable cause) {
        return refuse(refusal, Optional.of(cause));
    }

    private EndpointResponse refuse(Refusal refusal, Optional<Throwable> cause) {
        events.tell(new EndpointEvent.Refused(flow, id, refusal, elapsed(), cause));
        return EndpointResponse.bare(refusal.status());
    }

    void opened(String keyId, boolean withCurrentKey) {
        events.tell(new EndpointEvent.Opened(flow, id, keyId, withCurrentKey, elapsed()));
    }

    void errorNotified(String errorKey) {
        events.tell(new EndpointEvent.ErrorNotified(flow, id, errorKey));
    }

    void failed(Action action, Failure failure, String problem) {
        events.tell(new EndpointEvent.Failed(flow, id, action, failure, problem, Optional.empty()));
    }

    void failed(Action action, Failure failure, Throwable cause) {
        failed(action, failure, Problem.of(cause), cause);
    }

    void failed(Action action, Failure failure, String problem, Throwable cause) {
        events.tell(new EndpointEvent.Failed(flow, id, action, failure, problem, Optional.of(cause)));
    }

    void responseRefused(Action action, List<ResponseViolation> violations, boolean sent) {
        events.tell(new EndpointEvent.ResponseRefused(flow, id, action, List.copyOf(violations), sent));
    }

    void answered(Kind kind, int status, boolean replayed, int bytes) {
        events.tell(new EndpointEvent.Answered(flow, id, kind, status, replayed, bytes, elapsed()));
    }

    private Duration elapsed() {
        var elapsed = Duration.between(start, events.now());
        return elapsed.isNegative() ? Duration.ZERO : elapsed; // a clock that was put back
    }
}
