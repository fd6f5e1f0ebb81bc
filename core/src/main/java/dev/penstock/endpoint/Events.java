package dev.penstock.endpoint;

import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointListener;
import dev.penstock.log.Problem;
import dev.penstock.log.Seldom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener of an endpoint what happens; a listener that throws does no harm. */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final String flow;
    private final EndpointListener listener;
    private final Supplier<String> requestIds;
    private final InstantSource stopwatch;
    private final Seldom listenerFailures;

    /**
     * @param stopwatch tells how long something took
     */
    Events(
            String flow,
            EndpointListener listener,
            Supplier<String> requestIds,
            InstantSource stopwatch,
            Seldom listenerFailures) {
        this.flow = flow;
        this.listener = listener;
        this.requestIds = requestIds;
        this.stopwatch = stopwatch;
        this.listenerFailures = listenerFailures;
    }

    /** A request arrived. */
    RequestEvents received(int bytes) {
        var request = new RequestEvents(this, flow, RequestIds.from(requestIds), now());
        tell(new EndpointEvent.Received(flow, request.id(), bytes));
        return request;
    }

    Instant now() {
        return stopwatch.instant();
    }

    void tell(EndpointEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException | Error broken) {
            listenerFailures.log(
                    more -> LOG.error("{}: an endpoint listener failed{}: {}", flow, more, Problem.of(broken)));
        }
    }
}
