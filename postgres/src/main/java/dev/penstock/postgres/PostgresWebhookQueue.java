package dev.penstock.postgres;

import dev.penstock.postgres.internal.WebhookTable;
import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueue;
import dev.penstock.webhook.queue.WebhookQueueFullException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of webhook events that survives the end of the process and is shared by all replicas, on PostgreSQL 12 or
 * later. {@link PostgresSchema#install} makes its table.
 *
 * <p>An event is put once, whichever replica it is delivered to, and is handled by one replica. Whoever takes it has it
 * for the lease; if the process ends before the event is handled, another replica gets it when the lease is over. A
 * worker that comes back later than that changes nothing.
 *
 * <p>The content is in the table in clear until the event is handled, then it is erased; keys of handled events are
 * known for {@link #REMEMBERED}. A dead letter, which is an event that was given up, is kept for people, content
 * included, for {@link #KEPT_ASIDE}:
 * {@code SELECT key, convert_from(json, 'UTF8') FROM penstock_webhook WHERE gave_up}.
 *
 * <p>Defaults: a lease of 5 minutes, room for 100,000 events. Thread-safe. Closing it does not close the data source.
 */
public final class PostgresWebhookQueue implements WebhookQueue {

    /** How long an event belongs to who took it unless said otherwise: 5 minutes, more than any handler may take. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    /**
     * How long a handled event is recognised when it is delivered again: 8 days, a day more than Meta was seen to try.
     */
    public static final Duration REMEMBERED = Duration.ofDays(8);

    /** How long an event that was given up is kept: 30 days. */
    public static final Duration KEPT_ASIDE = Duration.ofDays(30);

    /** How many events may wait unless said otherwise: 100,000. */
    public static final int DEFAULT_ITEMS = 100_000;

    /** How soon an event that another replica has put is seen. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration CLEANING = Duration.ofHours(1);

    private static final int BATCH = 2_000;

    private static final int MAX_COUNTED = 100_000;

    private static final String WEBHOOKS = "webhooks";
    private static final Pattern NAME = Pattern.compile("[a-z0-9.:-]{1,100}");

    private static final Logger LOG = LoggerFactory.getLogger(PostgresWebhookQueue.class);

    private final WebhookTable table;
    private final Duration lease;
    private final int maxItems;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private long nextCleaning = System.nanoTime();

    private PostgresWebhookQueue(WebhookTable table, Duration lease, int maxItems) {
        this.table = table;
        this.lease = lease;
        this.maxItems = maxItems;
    }

    /**
     * Creates a queue with the default lease and room.
     *
     * @param dataSource the database
     * @return the queue
     */
    public static PostgresWebhookQueue of(DataSource dataSource) {
        return of(dataSource, LEASE, DEFAULT_ITEMS);
    }

    /**
     * Creates a queue.
     *
     * @param dataSource the database
     * @param lease how long an event belongs to who took it: positive, and longer than a handler may take
     * @param maxItems how many events may wait, at least 1; replicas that put at the same time may exceed it a little
     * @return the queue
     */
    public static PostgresWebhookQueue of(DataSource dataSource, Duration lease, int maxItems) {
        if (lease.isNegative() || lease.isZero() || maxItems < 1) {
            throw new IllegalArgumentException(
                    "The lease is %s and the queue holds %d items: both must be positive.".formatted(lease, maxItems));
        }
        return new PostgresWebhookQueue(
                new WebhookTable(Objects.requireNonNull(dataSource, "dataSource"), WEBHOOKS), lease, maxItems);
    }

    /**
     * Creates another queue in the same table, with the default lease and room, for events that go out. Whoever takes
     * from one queue gets nothing of another.
     *
     * @param dataSource the database
     * @param queue its name: lower-case letters, digits, dots, colons and hyphens, at most 100; not {@code webhooks}.
     *     The keys of items are known across all queues, so begin them with the name
     * @return the queue
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static PostgresWebhookQueue named(DataSource dataSource, String queue) {
        if (!NAME.matcher(queue).matches() || queue.equals(WEBHOOKS)) {
            throw new IllegalArgumentException(
                    ("A queue's name is lower-case letters, digits, dots, colons and hyphens, at most 100, and not"
                                    + " webhooks; found \"%s\".")
                            .formatted(queue));
        }
        return new PostgresWebhookQueue(
                new WebhookTable(Objects.requireNonNull(dataSource, "dataSource"), queue), LEASE, DEFAULT_ITEMS);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A database that does not answer has no room either: Meta delivers again.
     */
    @Override
    public int put(List<WebhookItem> items) {
        try {
            if (items.isEmpty()) {
                return 0;
            }
            if (table.countUpTo(maxItems) >= maxItems) {
                throw new WebhookQueueFullException(
                        "The webhook queue in PostgreSQL has no room: %d items wait.".formatted(maxItems));
            }
            int fresh = table.put(items);
            if (fresh > 0) {
                wake();
            }
            return fresh;
        } catch (SQLException failed) {
            throw new WebhookQueueFullException("The database of the webhook queue cannot be written (SQL state %s)."
                    .formatted(failed.getSQLState()));
        }
    }

    @Override
    public Optional<ClaimedItem> claim(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!isClosed()) {
            cleanNowAndThen();
            var claimed = call("A webhook event could not be taken.", () -> table.claim(lease));
            long left = deadline - System.nanoTime();
            if (claimed.isPresent() || left <= 0) {
                return claimed;
            }
            await(Math.min(left, POLL.toNanos()));
        }
        return Optional.empty();
    }

    @Override
    public void done(ClaimedItem claimed) {
        call("A webhook event could not be marked as handled.", () -> table.done(claimed));
    }

    @Override
    public void retry(ClaimedItem claimed, Duration after) {
        call("A webhook event could not be put back.", () -> table.retry(claimed, after));
        wake();
    }

    @Override
    public void giveBack(ClaimedItem claimed) {
        call("A webhook event could not be given back.", () -> table.giveBack(claimed));
        wake();
    }

    @Override
    public void giveUp(ClaimedItem claimed) {
        call("A webhook event could not be put aside.", () -> table.giveUp(claimed));
    }

    @Override
    public int aside() {
        return call(
                "The webhook events that are kept aside could not be counted.",
                () -> table.countAsideUpTo(MAX_COUNTED));
    }

    @Override
    public int takeUpAgain() {
        int again = call("The webhook events that are kept aside could not be taken up.", () -> {
            var before = table.now();
            return inBatches(most -> table.takeUpAgain(before, most));
        });
        wake();
        return again;
    }

    /**
     * Lists the queues in which something is kept aside.
     *
     * @param dataSource the database
     * @return their names, sorted; {@code webhooks} is that of Meta's webhooks
     * @throws PostgresStoreException if the database does not answer
     */
    public static List<String> namesWithAside(DataSource dataSource) {
        var table = new WebhookTable(Objects.requireNonNull(dataSource, "dataSource"), WEBHOOKS);
        return call("The queues could not be listed.", table::queuesWithAside);
    }

    /**
     * Lists items that are kept aside, with their content, for people.
     *
     * @param most how many at most, from 1
     * @return the items, the earliest first
     * @throws IllegalArgumentException if it would be none
     * @throws PostgresStoreException if the database does not answer
     */
    public List<KeptAside> listAside(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("%d events would be listed: it must be 1 at least.".formatted(most));
        }
        return call("The events that are kept aside could not be listed.", () -> table.listAside(most));
    }

    /**
     * Makes one item that is kept aside due again, with its attempts counted anew.
     *
     * @param key its key
     * @return whether there was such an item
     * @throws PostgresStoreException if the database does not answer
     */
    public boolean takeUpAgain(String key) {
        boolean isThere = call("An event that is kept aside could not be taken up.", () -> table.takeUpOne(key));
        wake();
        return isThere;
    }

    /**
     * Forgets the content of one item that is kept aside. Its key stays known.
     *
     * @param key its key
     * @return whether there was such an item
     * @throws PostgresStoreException if the database does not answer
     */
    public boolean drop(String key) {
        return call("An event that is kept aside could not be dropped.", () -> table.dropOne(key));
    }

    @Override
    public Optional<Duration> lease() {
        return Optional.of(lease);
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public int size() {
        return call("The webhook queue could not be counted.", () -> table.countUpTo(Integer.MAX_VALUE));
    }

    @Override
    public Optional<Duration> lag() {
        double seconds = call("The webhook queue could not be asked how old it is.", table::lagSeconds);
        return Optional.of(Duration.ofMillis(Math.max(0, Math.round(seconds * 1_000))));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "PostgresWebhookQueue[lease %s]".formatted(lease);
    }

    /**
     * Forgets what has been known for long enough, beside those who take; any replica may, and one an hour is plenty.
     */
    private void cleanNowAndThen() {
        lock.lock();
        try {
            if (System.nanoTime() - nextCleaning < 0) {
                return;
            }
            nextCleaning = System.nanoTime() + CLEANING.toNanos();
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("penstock-webhook-cleaning").start(this::clean);
    }

    private void clean() {
        try {
            inBatches(most -> table.forgetDone(REMEMBERED, most));
            inBatches(most -> table.forgetAside(KEPT_ASIDE, most));
        } catch (SQLException failed) {
            LOG.warn(
                    "Old webhook events could not be forgotten (SQL state {}); the next try is in {}.",
                    failed.getSQLState(),
                    CLEANING);
        } catch (RuntimeException poolClosed) {
            LOG.warn(
                    "Old webhook events could not be forgotten ({}).",
                    poolClosed.getClass().getName());
        }
    }

    /** Each batch takes a fraction of a second, however many rows there are in all. */
    private int inBatches(Batch work) throws SQLException {
        int all = 0;
        for (int some = BATCH; some == BATCH && !isClosed(); all += some) {
            some = work.upTo(BATCH);
        }
        return all;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!closed) {
                // Only a hint when to look again.
                var unused = changed.await(nanos, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private interface Batch {

        int upTo(int most) throws SQLException;
    }

    private interface Work<T> {

        T run() throws SQLException;
    }

    private static <T> T call(String problem, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failed) {
            throw new PostgresStoreException(problem, failed);
        }
    }
}
