package dev.penstock.graph.webhook;

import dev.penstock.graph.webhook.queue.ClaimedItem;
import dev.penstock.graph.webhook.queue.WebhookQueue;
import dev.penstock.log.Problem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
    private static final Duration POLL = Duration.ofSeconds(1);

    private final WebhookQueue queue;
    private final WebhookHandlers handlers;
    private final Duration handlerLimit;
    private final Duration firstRetry;
    private final Duration closeLimit;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pump;
    private volatile boolean closing;

    WebhookDispatcher(
            WebhookQueue queue,
            WebhookHandlers handlers,
            Duration handlerLimit,
            Duration firstRetry,
            Duration closeLimit) {
        this.queue = queue;
        this.handlers = handlers;
        this.handlerLimit = handlerLimit;
        this.firstRetry = firstRetry;
        this.closeLimit = closeLimit;
        this.pump = Thread.ofVirtual().name("penstock-webhooks").unstarted(this::pump);
    }

    void start() {
        pump.start();
    }

    private void pump() {
        tellWhatIsAside();
        try {
            while (!closing) {
                free.acquire();
                if (!handNextToWorker()) {
                    free.release();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean handNextToWorker() throws InterruptedException {
        try {
            var claimed = queue.claim(POLL);
            if (claimed.isEmpty()) {
                return false;
            }
            workers.execute(() -> {
                try {
                    work(claimed.get());
                } catch (RuntimeException queueFailed) {
                    // The item comes again when its lease is over.
                    LOG.error(
                            "What became of a webhook event could not be noted ({}).",
                            queueFailed.getClass().getName());
                } finally {
                    free.release();
                }
            });
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        } catch (RuntimeException queueFailed) {
            // A database that is away comes back; the message may hold an address, so only the kind is told.
            LOG.error(
                    "The webhook queue failed ({}); trying again.",
                    queueFailed.getClass().getName());
            Thread.sleep(POLL);
            return false;
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
        var handling = workers.submit(() -> handlers.handle(claimed.item().event()));
        try {
            handling.get(handlerLimit.toMillis(), TimeUnit.MILLISECONDS);
            queue.done(claimed);
        } catch (TimeoutException late) {
            handling.cancel(true);
            failed(claimed, "took longer than " + handlerLimit, "");
        } catch (ExecutionException thrown) {
            // Without its message, which is the application's and may hold personal data.
            var cause = thrown.getCause() == null ? thrown : thrown.getCause();
            failed(claimed, "threw", "\n  " + Problem.of(cause));
        } catch (InterruptedException closed) {
            handling.cancel(true);
            queue.retry(claimed, Duration.ZERO);
            Thread.currentThread().interrupt();
        }
    }

    private void failed(ClaimedItem claimed, String how, String problem) {
        if (claimed.attempt() >= MAX_ATTEMPTS) {
            giveUp(claimed, how, problem);
            return;
        }
        var wait = firstRetry.multipliedBy(1L << (2 * (claimed.attempt() - 1)));
        LOG.warn("A webhook handler {} at try {}; trying again in {}.{}", how, claimed.attempt(), wait, problem);
        queue.retry(claimed, wait);
    }

    private void giveUp(ClaimedItem claimed, String how, String problem) {
        queue.giveUp(claimed);
        LOG.error(
                "A webhook handler {} at try {}; the event is kept aside, {} are now.{}",
                how,
                claimed.attempt(),
                queue.aside(),
                problem);
    }

    /** Lets handlers under way finish, for a while; what is still in a queue in memory is lost. */
    @Override
    public void close() {
        closing = true;
        pump.interrupt();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(closeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (!queue.isDurable() && queue.size() + queue.aside() > 0) {
            LOG.warn(
                    "{} webhook events were not handled and {} were kept aside; they are lost, since the queue is in memory.",
                    queue.size(),
                    queue.aside());
        }
        queue.close();
    }
}
