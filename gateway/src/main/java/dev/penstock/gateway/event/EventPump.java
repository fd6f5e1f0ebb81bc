package dev.penstock.gateway.event;

import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from the queue of one destination and delivers them, a few at once, again and again where that fails.
 */
final class EventPump implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.events");
    private static final int AT_ONCE = 8;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final EventDestination destination;
    private final WebhookQueue queue;
    private final Backoff backoff;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Set<Thread> deliveries = ConcurrentHashMap.newKeySet();
    private final Thread pump;
    private volatile boolean isClosing;

    EventPump(EventDestination destination, WebhookQueue queue, Backoff backoff) {
        this.destination = destination;
        this.queue = queue;
        this.backoff = backoff;
        this.pump =
                Thread.ofVirtual().name("penstock-events-" + destination.name()).unstarted(this::pump);
    }

    void start() {
        pump.start();
    }

    private void pump() {
        while (!isClosing) {
            free.acquireUninterruptibly();
            if (!handNextOn()) {
                free.release();
            }
        }
    }

    private boolean handNextOn() {
        try {
            var claimed = queue.claim(POLL);
            claimed.ifPresent(item -> Thread.ofVirtual()
                    .name("penstock-event-" + destination.name())
                    .start(() -> deliverAndFree(item)));
            return claimed.isPresent();
        } catch (InterruptedException byNobody) {
            return false;
        } catch (RuntimeException queueFailed) {
            LOG.error(
                    "{}: the queue of events failed ({}); trying again.",
                    destination.name(),
                    queueFailed.getClass().getName());
            pause();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException byNobody) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliverAndFree(ClaimedItem claimed) {
        deliveries.add(Thread.currentThread());
        try {
            deliver(claimed);
        } catch (RuntimeException queueFailed) {
            // The event comes again when its lease is over.
            LOG.error(
                    "{}: what became of an event could not be noted ({}).",
                    destination.name(),
                    queueFailed.getClass().getName());
        } finally {
            deliveries.remove(Thread.currentThread());
            free.release();
        }
    }

    private void deliver(ClaimedItem claimed) {
        try {
            destination.deliver(OutgoingEvent.read(claimed.item().json()));
        } catch (InterruptedException ending) {
            queue.giveBack(claimed);
            return;
        } catch (EventDeliveryException failed) {
            failed(claimed, String.valueOf(failed.getMessage()));
            return;
        } catch (RuntimeException bug) {
            failed(claimed, "it threw " + bug.getClass().getName());
            return;
        }
        queue.done(claimed);
    }

    private void failed(ClaimedItem claimed, String problem) {
        var wait = backoff.after(claimed.attempt());
        if (wait.isEmpty()) {
            queue.giveUp(claimed);
            LOG.error(
                    "{}: an event was not delivered at try {} and is kept aside, {} are now: {}.",
                    destination.name(),
                    claimed.attempt(),
                    queue.aside(),
                    problem);
            return;
        }
        LOG.warn(
                "{}: an event was not delivered at try {}, trying again in {}: {}.",
                destination.name(),
                claimed.attempt(),
                wait.get(),
                problem);
        queue.retry(claimed, wait.get());
    }

    /** Takes nothing more, lets deliveries end for a while, and gives back what has not ended. */
    @Override
    public void close() {
        if (!queue.isDurable()) {
            awaitEmptyQueue();
        }
        isClosing = true;
        queue.close();
        if (!allEndWithin(backoff.closeLimit())) {
            deliveries.forEach(Thread::interrupt);
            if (!allEndWithin(backoff.closeLimit())) {
                LOG.warn("{}: some events could not be given back; they come again later.", destination.name());
            }
        }
        destination.close();
        tellWhatIsLost();
    }

    /** Nobody else delivers what is in memory. */
    private void awaitEmptyQueue() {
        long deadline = System.nanoTime() + backoff.closeLimit().toNanos();
        while (queue.size() > 0
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean allEndWithin(Duration limit) {
        boolean isInterrupted = Thread.interrupted();
        try {
            pump.join(limit);
            boolean ended = free.tryAcquire(AT_ONCE, limit.toNanos(), TimeUnit.NANOSECONDS);
            if (ended) {
                free.release(AT_ONCE);
            }
            return ended;
        } catch (InterruptedException hurry) {
            isInterrupted = true;
            return false;
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tellWhatIsLost() {
        if (!queue.isDurable() && queue.size() + queue.aside() > 0) {
            LOG.warn(
                    "{}: {} events were not delivered; they are lost, since the queue is in memory.",
                    destination.name(),
                    queue.size() + queue.aside());
        }
    }

    String name() {
        return destination.name();
    }

    int waiting() {
        return queue.size();
    }

    int aside() {
        return queue.aside();
    }

    int takeUpAgain() {
        return queue.takeUpAgain();
    }

    /** The same event is put once. */
    void put(OutgoingEvent event) {
        queue.put(List.of(new WebhookItem("%s %s".formatted(destination.name(), event.id()), event.json())));
    }
}
