package dev.penstock.endpoint;

import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.event.RequestStep;
import dev.penstock.log.Problem;
import dev.penstock.log.Seldom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener of an endpoint what happens; a listener that throws does no harm. */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final EndpointLabels endpoint;
    private final EndpointListener listener;
    private final Supplier<String> requestIds;
    private final InstantSource stopwatch;
    private final Seldom listenerFailures;

    /**
     * @param listener that of this endpoint
     * @param stopwatch tells how long something took
     */
    Events(
            EndpointLabels endpoint,
            EndpointListener listener,
            Supplier<String> requestIds,
            InstantSource stopwatch,
            Seldom listenerFailures) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.requestIds = requestIds;
        this.stopwatch = stopwatch;
        this.listenerFailures = listenerFailures;
    }

    /** The same, and one more who hears of it. */
    Events with(EndpointListener another) {
        return new Events(endpoint, listener.andThen(another.at(endpoint)), requestIds, stopwatch, listenerFailures);
    }

    EndpointLabels endpoint() {
        return endpoint;
    }

    /** A request arrived. */
    RequestEvents received(int bytes) {
        var request = new RequestEvents(this, RequestIds.from(requestIds), now());
        tell(new EndpointEvent.Received(request.labels(), bytes));
        return request;
    }

    Instant now() {
        return stopwatch.instant();
    }

    /** Zero on a clock that was put back. */
    Duration since(Instant start) {
        var elapsed = Duration.between(start, now());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    void tell(EndpointEvent event) {
        tell(() -> listener.on(event));
    }

    void tell(RequestStep step) {
        tell(() -> listener.onStep(step));
    }

    private void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error broken) {
            listenerFailures.log(
                    more -> LOG.error("{}: an endpoint listener failed{}: {}", endpoint, more, Problem.of(broken)));
        }
    }
}
