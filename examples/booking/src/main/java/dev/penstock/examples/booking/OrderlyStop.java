package dev.penstock.examples.booking;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what this process has open when it is told to end, such as by Ctrl-C, what was opened last first: requests
 * under way are answered before their database goes, and no database server is left behind. Thread-safe.
 *
 * <p>What is closed in the usual way before is closed once more, so it has to bear that.
 */
public final class OrderlyStop {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private OrderlyStop() {}

    /** {@return one that begins when this process is told to end} */
    public static OrderlyStop atTheEnd() {
        var stop = new OrderlyStop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::closeAll, "penstock-stop"));
        return stop;
    }

    /**
     * Adds something that was opened just now.
     *
     * @param opened what to close before all that was added before
     */
    public synchronized void closes(AutoCloseable opened) {
        open.push(opened);
    }

    private synchronized void closeAll() {
        for (var next : open) {
            try {
                next.close();
            } catch (Exception failed) {
                // The process ends all the same, and the others are to be closed too.
                LOG.warn("Something was not closed in order: {}", failed.getMessage());
            }
        }
    }
}
