package dev.penstock.webhook.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps events between the answer to Meta and the handler, and knows which it has seen.
 *
 * <p>Meta delivers an event again until it gets status 200, for days, and sometimes although it got one; nobody can ask
 * Meta for events that were missed. So the order is: put, answer, handle. A queue that survives the end of the process
 * loses nothing; one in memory loses what was answered and not yet handled.
 *
 * <p>Implementations are thread-safe, also across processes if they are durable.
 */
public interface WebhookQueue extends AutoCloseable {

    /**
     * Puts the items whose keys are new; all of them or none.
     *
     * @param items the items of one delivery
     * @return how many were new
     * @throws WebhookQueueFullException if there is no room; Meta then gets no status 200 and delivers again
     */
    int put(List<WebhookItem> items);

    /**
     * Takes the next item that is due. Whoever takes it ends with {@link #done}, {@link #retry}, {@link #giveUp} or
     * {@link #giveBack}; an item whose taker ended with its process becomes due again in a durable queue, when the
     * {@linkplain #lease() lease} is over.
     *
     * @param longest how long to wait for one
     * @return the item, or empty if none became due
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<ClaimedItem> claim(Duration longest) throws InterruptedException;

    /**
     * The item is handled. Its key stays known.
     *
     * @param claimed the item
     */
    void done(ClaimedItem claimed);

    /**
     * The handler failed; the item becomes due again.
     *
     * @param claimed the item
     * @param after when
     */
    void retry(ClaimedItem claimed, Duration after);

    /**
     * No handler has ended with the item, because the process is about to end. It becomes due again at once, and this
     * time should not count as an attempt. By default it is a retry at once, which counts.
     *
     * @param claimed the item
     */
    default void giveBack(ClaimedItem claimed) {
        retry(claimed, Duration.ZERO);
    }

    /**
     * The handler failed too often. The item is a dead letter now, kept aside for people: nobody takes it, and its key
     * stays known.
     *
     * @param claimed the item
     */
    void giveUp(ClaimedItem claimed);

    /** {@return how many items are kept aside; a queue in a database may stop counting at 100,000} */
    int aside();

    /**
     * Makes all items that are kept aside due again, with their attempts counted anew; for when the handler is
     * repaired.
     *
     * @return how many they were
     */
    int takeUpAgain();

    /**
     * {@return how long an item belongs to who took it; a handler that may take longer would share it with another.
     * Empty if an item belongs to its taker until the process ends, which is the default}
     */
    default Optional<Duration> lease() {
        return Optional.empty();
    }

    /** {@return whether what is in the queue survives the end of the process} */
    boolean isDurable();

    /** {@return how many items wait or are being handled} */
    int size();

    /**
     * Tells how far the handlers are behind.
     *
     * @return for how long the item that has been due the longest has waited to be taken, zero if none is due; empty if
     *     the queue cannot tell, which is the default
     */
    default Optional<Duration> lag() {
        return Optional.empty();
    }

    /**
     * Closes the queue; a thread that waits in {@link #claim} gets nothing. What was taken before can still be ended.
     */
    @Override
    void close();
}
