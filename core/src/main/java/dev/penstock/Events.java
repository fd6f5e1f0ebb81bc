package dev.penstock;

import dev.penstock.EndpointEvent.Failure;
import dev.penstock.EndpointEvent.Kind;
import dev.penstock.EndpointEvent.Refusal;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what happens; a listener that throws does no harm. */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final String flow;
    private final EndpointListener listener;

    Events(String flow, EndpointListener listener) {
        this.flow = flow;
        this.listener = listener;
    }

    Clock received(int bytes) {
        tell(new EndpointEvent.Received(flow, bytes));
        return new Clock(System.nanoTime());
    }

    void refused(Refusal refusal, Clock received) {
        tell(new EndpointEvent.Refused(flow, refusal, received.elapsed()));
    }

    void opened(String keyId, boolean withCurrentKey, Clock received) {
        tell(new EndpointEvent.Opened(flow, keyId, withCurrentKey, received.elapsed()));
    }

    void errorNotified(String errorKey) {
        tell(new EndpointEvent.ErrorNotified(flow, errorKey));
    }

    void failed(Action action, Failure failure, String problem) {
        tell(new EndpointEvent.Failed(flow, action, failure, problem));
    }

    void responseRefused(Action action, List<ResponseViolation> violations, boolean sent) {
        tell(new EndpointEvent.ResponseRefused(flow, action, List.copyOf(violations), sent));
    }

    void answered(Kind kind, int status, boolean replayed, int bytes, Clock received) {
        tell(new EndpointEvent.Answered(flow, kind, status, replayed, bytes, received.elapsed()));
    }

    void bug(RuntimeException bug) {
        LOG.error("{}: a request failed where none should. {}", flow, Problem.of(bug));
    }

    private void tell(EndpointEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException broken) {
            LOG.error("{}: the endpoint listener failed. {}", flow, Problem.of(broken));
        }
    }

    /** Since when a request has been under way. */
    record Clock(long startNanos) {

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - startNanos);
        }
    }
}
