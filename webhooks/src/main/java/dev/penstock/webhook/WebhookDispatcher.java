package dev.penstock.webhook;

import dev.penstock.log.Problem;
import dev.penstock.log.Seldom;
import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.WebhookQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes items from the queue and runs the handlers, many at once, each within a time limit. */
final class WebhookDispatcher implements AutoCloseable {

    static final int MAX_ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final int AT_ONCE = 64;
    /** How many lines of one kind a minute. */
    private static final int LINES = 10;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration GIVING_BACK = Duration.ofSeconds(5);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(10);

    private final WebhookQueue queue;
    private final WebhookHandlers handlers;
    private final Duration handlerLimit;
    private final Duration firstRetry;
    private final Duration closeLimit;
    private final Duration afterInterrupt;
    private final Seldom queueFailures;
    private final Seldom unnoted;
    private final Seldom handlerFailures;
    private final Seldom givenUp;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Set<FutureTask<Boolean>> underWay = ConcurrentHashMap.newKeySet();
    private final Thread pump;
    /** Nothing more is claimed. */
    private volatile boolean closing;

    private final CountDownLatch whenClosing = new CountDownLatch(1);
    /** No handler begins any more. */
    private volatile boolean closed;

    WebhookDispatcher(
            WebhookQueue queue,
            WebhookHandlers handlers,
            Duration handlerLimit,
            Duration firstRetry,
            Duration closeLimit,
            InstantSource clock) {
        this.queueFailures = Seldom.oncePerMinute(clock);
        this.unnoted = Seldom.oncePerMinute(clock);
        this.handlerFailures = Seldom.perMinute(LINES, clock);
        this.givenUp = Seldom.perMinute(LINES, clock);
        this.queue = queue;
        this.handlers = handlers;
        this.handlerLimit = handlerLimit;
        this.firstRetry = firstRetry;
        this.closeLimit = closeLimit;
        this.afterInterrupt = queue.lease()
                .map(lease -> lease.minus(handlerLimit))
                .filter(left -> left.compareTo(AFTER_INTERRUPT) < 0)
                .orElse(AFTER_INTERRUPT);
        this.pump = Thread.ofVirtual().name("penstock-webhooks").unstarted(this::pump);
    }

    void start() {
        pump.start();
    }

    /** Not interrupted, also not when closing: what a database has given must reach a worker. */
    private void pump() {
        tellWhatIsAside();
        while (!closing) {
            free.acquireUninterruptibly();
            if (!handNextToWorker()) {
                free.release();
            }
        }
    }

    private boolean handNextToWorker() {
        try {
            var claimed = queue.claim(POLL);
            claimed.ifPresent(
                    item -> Thread.ofVirtual().name("penstock-webhook").start(() -> workAndFree(item)));
            return claimed.isPresent();
        } catch (InterruptedException byNobody) {
            return false;
        } catch (RuntimeException queueFailed) {
            // A database that is away comes back; the message may hold an address, so only the kind is told.
            queueFailures.log(more -> LOG.error(
                    "The webhook queue failed ({}); trying again.{}",
                    queueFailed.getClass().getName(),
                    more));
            pause();
            return false;
        }
    }

    private void pause() {
        try {
            // Whether it was the latch or the time makes no difference.
            var unused = whenClosing.await(POLL.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException byNobody) {
            Thread.currentThread().interrupt();
        }
    }

    private void workAndFree(ClaimedItem claimed) {
        try {
            work(claimed);
        } catch (RuntimeException queueFailed) {
            // The item comes again when its lease is over.
            unnoted.log(more -> LOG.error(
                    "What became of a webhook event could not be noted ({}).{}",
                    queueFailed.getClass().getName(),
                    more));
        } finally {
            free.release();
        }
    }

    private void tellWhatIsAside() {
        try {
            int aside = queue.aside();
            if (aside > 0) {
                LOG.warn("{} webhook events are kept aside, because a handler failed on them too often.", aside);
            }
        } catch (RuntimeException queueFailed) {
            // The first claim says so too, and goes on trying.
        }
    }

    private void work(ClaimedItem claimed) {
        if (claimed.attempt() > MAX_ATTEMPTS) {
            // Nobody lived to say what became of the last try: perhaps the event ends the process each time.
            giveUp(claimed, "never came back", "");
            return;
        }
        var handling = new FutureTask<Boolean>(() -> {
            handlers.handle(claimed.item().event());
            return true;
        });
        var thread = Thread.ofVirtual().name("penstock-webhook-handler").unstarted(handling);
        underWay.add(handling);
        try {
            if (closed) {
                queue.giveBack(claimed);
                return;
            }
            thread.start();
            handling.get(handlerLimit.toNanos(), TimeUnit.NANOSECONDS);
            queue.done(claimed);
        } catch (TimeoutException late) {
            handling.cancel(true);
            awaitEnd(thread);
            failed(claimed, "took longer than " + handlerLimit, "");
        } catch (ExecutionException thrown) {
            // Without its message, which is the application's and may hold personal data.
            var cause = thrown.getCause() == null ? thrown : thrown.getCause();
            failed(claimed, "threw", "\n  " + Problem.of(cause));
        } catch (CancellationException | InterruptedException closing) {
            handling.cancel(true);
            queue.giveBack(claimed);
        } finally {
            underWay.remove(handling);
        }
    }

    /** Nobody else is to have the event while the handler goes on, although it was interrupted. */
    private void awaitEnd(Thread handler) {
        try {
            if (!handler.join(afterInterrupt)) {
                LOG.error(
                        "A webhook handler goes on {} after it was interrupted; its event is handled again all the"
                                + " same.",
                        afterInterrupt);
            }
        } catch (InterruptedException byNobody) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(ClaimedItem claimed, String how, String problem) {
        if (claimed.attempt() >= MAX_ATTEMPTS) {
            giveUp(claimed, how, problem);
            return;
        }
        var wait = firstRetry.multipliedBy(1L << (2 * (claimed.attempt() - 1)));
        handlerFailures.log(more -> LOG.warn(
                "A webhook handler {} at try {}; trying again in {}.{}{}",
                how,
                claimed.attempt(),
                wait,
                problem,
                more));
        queue.retry(claimed, wait);
    }

    private void giveUp(ClaimedItem claimed, String how, String problem) {
        queue.giveUp(claimed);
        givenUp.log(more -> LOG.error(
                "A webhook handler {} at try {}; the event is kept aside, {} are now.{}{}",
                how,
                claimed.attempt(),
                queue.aside(),
                problem,
                more));
    }

    /**
     * Takes nothing more from a durable queue, where others find it; hands on what a queue in memory holds, since
     * nobody else will. Then waits for handlers under way. What has not ended after the time limit is interrupted and
     * given back.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + closeLimit.toNanos();
        if (!queue.isDurable()) {
            awaitEmptyQueue(deadline);
        }
        closing = true;
        whenClosing.countDown();
        queue.close();
        if (!allFreeBy(deadline)) {
            closed = true;
            underWay.forEach(handling -> handling.cancel(true));
            // Giving back is quick, unless the queue's database is away.
            if (!allFreeBy(System.nanoTime() + GIVING_BACK.toNanos())) {
                LOG.warn("Some webhook events could not be given back; they come again when their lease is over.");
            }
        }
        tellWhatIsLost();
    }

    /** Closing waits, and is not interrupted: what is claimed has to be ended or given back. */
    private void awaitEmptyQueue(long deadline) {
        boolean interrupted = false;
        while (queue.size() > 0 && System.nanoTime() - deadline < 0) {
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean allFreeBy(long deadline) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    long left = Math.max(0, deadline - System.nanoTime());
                    return pumpEnds(left) && free.tryAcquire(AT_ONCE, left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The pump may just have taken an item, and still hand it on. */
    private boolean pumpEnds(long nanos) throws InterruptedException {
        return pump.getState() == Thread.State.NEW || pump.join(Duration.ofNanos(nanos));
    }

    private void tellWhatIsLost() {
        if (!queue.isDurable() && queue.size() + queue.aside() > 0) {
            LOG.warn(
                    "{} webhook events were not handled and {} were kept aside; they are lost, since the queue is in"
                            + " memory.",
                    queue.size(),
                    queue.aside());
        }
    }
}
