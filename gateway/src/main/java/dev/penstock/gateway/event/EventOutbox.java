package dev.penstock.gateway.event;

import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointListener;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import dev.penstock.webhook.queue.WebhookQueue;
import dev.penstock.webhook.queue.WebhookQueueFullException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells destinations what happens beside the requests of people. Each destination has a queue of its own, so that one
 * that is slow or away holds up no other. An event is delivered at least once, and may be delivered again: its id
 * tells. What cannot be delivered after the last try is kept aside in the queue.
 *
 * <p>Completions, alerts, statuses and changes of users are put into the queues before Meta's webhook counts as
 * handled, so they survive whatever the queues survive. Errors that phones tell are put after the phone was answered.
 *
 * <p>Thread-safe. {@link #close()} stops delivering; what is in durable queues is delivered after the next start.
 */
public final class EventOutbox implements AutoCloseable {

    /**
     * How long to wait after each failure unless said otherwise: 5 seconds, 5 and 30 minutes, 2, 5, 10 and 14 hours.
     */
    public static final List<Duration> DEFAULT_RETRIES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14));

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.events");

    private final List<Outlet> outlets;
    private final InstantSource clock;

    private EventOutbox(List<Outlet> outlets, InstantSource clock) {
        this.outlets = List.copyOf(outlets);
        this.clock = clock;
    }

    private record Outlet(EventPump pump, EventFilter filter) {}

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Puts an event into the queue of every destination that is told such events.
     *
     * @param event the event
     * @throws WebhookQueueFullException if a queue has no room or its database does not answer; those before it have
     *     the event, and know it when it is put again
     */
    public void put(OutgoingEvent event) {
        Objects.requireNonNull(event, "event");
        for (var outlet : outlets) {
            if (outlet.filter().accepts(event.type())) {
                outlet.pump().put(event);
            }
        }
    }

    /**
     * Returns handlers for a webhook that put what Meta tells into the queues.
     *
     * @param tenant whose webhook it is, if the gateway serves many
     * @return handlers; add others to them
     */
    public WebhookHandlers handlers(Optional<String> tenant) {
        var events = new OutgoingEvents(tenant, clock);
        return WebhookHandlers.none()
                .onCompletion(completion -> put(events.of(completion)))
                .onAlert(alert -> put(events.of(alert)))
                .onMessageStatus(status -> put(events.of(status)))
                .onUserChange(change -> put(events.of(change)));
    }

    /**
     * Returns a listener for an endpoint that puts the errors that phones tell into the queues.
     *
     * @param tenant whose endpoint it is, if the gateway serves many
     * @return a listener; it holds up nobody
     */
    public EndpointListener listener(Optional<String> tenant) {
        var events = new OutgoingEvents(tenant, clock);
        return event -> {
            if (event instanceof EndpointEvent.ErrorNotified notified) {
                Thread.ofVirtual().name("penstock-events").start(() -> putOrTell(events.of(notified)));
            }
        };
    }

    private void putOrTell(OutgoingEvent event) {
        try {
            put(event);
        } catch (RuntimeException full) {
            LOG.warn("An error that a phone told is not told on: {}", full.getMessage());
        }
    }

    /** {@return how many events wait or are being delivered, by the name of the destination} */
    public Map<String, Integer> waiting() {
        return counts(EventPump::waiting);
    }

    /** {@return how many events are kept aside, by the name of the destination} */
    public Map<String, Integer> keptAside() {
        return counts(EventPump::aside);
    }

    private Map<String, Integer> counts(Function<EventPump, Integer> count) {
        var counts = new LinkedHashMap<String, Integer>();
        outlets.forEach(outlet -> counts.put(outlet.pump().name(), count.apply(outlet.pump())));
        return counts;
    }

    /**
     * Delivers again what is kept aside.
     *
     * @return how many events that are
     */
    public int deliverKeptAside() {
        return outlets.stream().mapToInt(outlet -> outlet.pump().takeUpAgain()).sum();
    }

    /** Takes nothing more, lets deliveries under way end for a while, and closes the destinations. */
    @Override
    public void close() {
        var closing = outlets.stream()
                .map(outlet -> Thread.ofVirtual().start(outlet.pump()::close))
                .toList();
        boolean isInterrupted = false;
        for (var one : closing) {
            while (one.isAlive()) {
                try {
                    one.join();
                } catch (InterruptedException hurry) {
                    isInterrupted = true;
                    closing.forEach(Thread::interrupt);
                }
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Builds an outbox. Not thread-safe. */
    public static final class Builder {

        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
        private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

        private final List<Entry> entries = new ArrayList<>();
        private List<Duration> retries = DEFAULT_RETRIES;
        private Duration closeLimit = CLOSE_LIMIT;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        private record Entry(EventDestination destination, EventFilter filter, WebhookQueue queue) {}

        /**
         * Adds a destination with a queue that survives the end of the process, such as
         * {@code PostgresWebhookQueue.named(dataSource, queueName("crm"))}.
         *
         * @param destination where events go; closed with the outbox
         * @param filter which events
         * @param queue a queue for this destination alone
         * @return this builder
         * @throws IllegalArgumentException if the destination's name is not of its form, or taken
         */
        public Builder destination(EventDestination destination, EventFilter filter, WebhookQueue queue) {
            var name = destination.name();
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "The name of a destination is lower-case letters, digits and hyphens, at most 40; found \"%s\"."
                                .formatted(name));
            }
            if (entries.stream().anyMatch(entry -> entry.destination().name().equals(name))) {
                throw new IllegalArgumentException("Two destinations have the name %s.".formatted(name));
            }
            entries.add(new Entry(
                    destination, Objects.requireNonNull(filter, "filter"), Objects.requireNonNull(queue, "queue")));
            return this;
        }

        /**
         * Adds a destination with a queue in memory: what was not delivered is lost when the process ends.
         *
         * @param destination where events go; closed with the outbox
         * @param filter which events
         * @return this builder
         * @throws IllegalArgumentException if the destination's name is not of its form, or taken
         */
        public Builder destination(EventDestination destination, EventFilter filter) {
            return destination(destination, filter, MemoryWebhookQueue.create());
        }

        /**
         * Sets how long to wait after each failure. After the last one an event is tried once more and then kept aside.
         *
         * @param waits none negative; none at all keeps an event aside after its first failure
         * @return this builder
         */
        public Builder retries(Duration... waits) {
            Arrays.stream(waits).filter(Duration::isNegative).findFirst().ifPresent(negative -> {
                throw new IllegalArgumentException(
                        "To wait for %s is not possible: the time must not be negative.".formatted(negative));
            });
            this.retries = List.of(waits);
            return this;
        }

        /**
         * Sets how long deliveries under way may take when the outbox is closed.
         *
         * @param closeLimit not negative; default 5 seconds
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder closeLimit(Duration closeLimit) {
            if (Objects.requireNonNull(closeLimit, "closeLimit").isNegative()) {
                throw new IllegalArgumentException(
                        "Deliveries would have %s when the outbox is closed: the time must not be negative."
                                .formatted(closeLimit));
            }
            this.closeLimit = closeLimit;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock tells when something happened of which Meta does not say it; default the system's
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Builds the outbox and begins to deliver.
         *
         * @return the outbox
         */
        public EventOutbox start() {
            var backoff = new Backoff(retries, closeLimit);
            var outlets = entries.stream()
                    .map(entry ->
                            new Outlet(new EventPump(entry.destination(), entry.queue(), backoff), entry.filter()))
                    .toList();
            entries.stream()
                    .filter(entry -> !entry.queue().isDurable())
                    .forEach(entry -> LOG.warn(
                            "{}: events wait in memory, and those not delivered are lost when the process ends.",
                            entry.destination().name()));
            outlets.forEach(outlet -> outlet.pump().start());
            return new EventOutbox(outlets, clock);
        }
    }

    /**
     * Returns the name of the queue that the commands {@code penstock events} expect for a destination.
     *
     * @param destination the name of the destination
     * @return the name of its queue
     */
    public static String queueName(String destination) {
        return "events:" + destination;
    }
}
