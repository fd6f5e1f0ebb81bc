package dev.penstock.postgres.internal;

import dev.penstock.log.Seldom;
import dev.penstock.postgres.internal.FunnelTable.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes steps from whoever answers people, who never waits, and writes many at once on a thread of its own. */
public final class FunnelWriter {

    private static final int BATCH = 500;
    private static final Duration GATHERING = Duration.ofMillis(250);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration FORGETTING = Duration.ofHours(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.postgres.FlowFunnel");

    private final FunnelTable table;
    private final Duration keep;
    private final BlockingQueue<Step> waiting;
    private final AtomicLong dropped = new AtomicLong();
    private final Seldom seldom = Seldom.perMinute(1, InstantSource.system());
    private final Thread thread = Thread.ofVirtual().name("penstock-funnel").unstarted(this::run);
    private volatile boolean isClosing;
    private long forgetAt = System.nanoTime();

    public FunnelWriter(FunnelTable table, Duration keep, int most) {
        this.table = table;
        this.keep = keep;
        this.waiting = new ArrayBlockingQueue<>(most);
    }

    public void start() {
        thread.start();
    }

    public void offer(Step step) {
        if (isClosing || !waiting.offer(step)) {
            drop(1);
        }
    }

    private void drop(int steps) {
        dropped.addAndGet(steps);
        seldom.log(more -> LOG.warn(
                "Steps of the funnel are dropped, {} so far: the database is away, or slower than people.{}",
                dropped.get(),
                more));
    }

    public long dropped() {
        return dropped.get();
    }

    private void run() {
        var batch = new ArrayList<Step>(BATCH);
        try {
            while (!isClosing) {
                gather(batch);
                if (!batch.isEmpty() && write(batch)) {
                    batch.clear();
                } else if (!batch.isEmpty()) {
                    Thread.sleep(AFTER_FAILURE);
                }
                forgetNowAndThen();
            }
        } catch (InterruptedException closing) {
            // what is left is written below
        }
        writeTheRest(batch);
    }

    /** Adds to what could not be written before, if there is room. */
    private void gather(List<Step> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            var first = waiting.poll(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
            if (waiting.size() < BATCH) {
                Thread.sleep(GATHERING);
            }
        }
        waiting.drainTo(batch, BATCH - batch.size());
    }

    /** Whether these steps need not be tried again. */
    private boolean write(List<Step> batch) {
        try {
            table.put(batch);
            return true;
        } catch (SQLException failed) {
            if (isData(failed)) {
                drop(batch.size());
                return true;
            }
            return false;
        } catch (RuntimeException poolClosed) {
            return false;
        }
    }

    /** Classes 22 and 23 of SQL: it would never be taken. */
    private static boolean isData(SQLException failed) {
        var state = failed.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private void writeTheRest(List<Step> batch) {
        do {
            waiting.drainTo(batch, BATCH - batch.size());
            if (!batch.isEmpty() && !write(batch)) {
                drop(batch.size() + waiting.size());
                return;
            }
            batch.clear();
        } while (!waiting.isEmpty());
    }

    private void forgetNowAndThen() {
        if (System.nanoTime() - forgetAt < 0) {
            return;
        }
        forgetAt = System.nanoTime() + FORGETTING.toNanos();
        try {
            table.forget(keep);
        } catch (SQLException failed) {
            LOG.warn(
                    "Old steps of the funnel could not be forgotten (SQL state {}); the next try is in {}.",
                    failed.getSQLState(),
                    FORGETTING);
        } catch (RuntimeException poolClosed) {
            LOG.debug("Old steps of the funnel were not forgotten.", poolClosed);
        }
    }

    /** Waits for what is still to be written, for a few seconds at most. */
    public void close() {
        // No interrupt, which would close the socket of a statement that is under way.
        isClosing = true;
        try {
            thread.join(CLOSING);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
