package dev.penstock.server.internal;

import dev.penstock.server.ServerLimits;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The way from serving to silence, on which no request is lost: clients are told to go, and served until they have;
 * then nobody new is let in, and what is under way is answered.
 *
 * @param connector where requests come from
 * @param deadlines which requests are under way
 * @param limits how long each step may take
 * @param quiet how long nothing may be asked for until the clients are taken to have gone
 */
public record Shutdown(ServerConnector connector, RequestDeadlines deadlines, ServerLimits limits, Duration quiet) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** Returns when no request is under way any more, or the time for it is over. */
    public void run() {
        deadlines.takeNoMoreConnections();
        await(limits.drainTimeout(), this::isQuiet);
        connector.close();
        await(limits.stopTimeout(), this::isOver);
    }

    private boolean isQuiet() {
        return deadlines.quiet().compareTo(quiet) >= 0;
    }

    /** Nothing is under way, nor about to be on a connection that was let in at the last moment. */
    private boolean isOver() {
        return !deadlines.isAnythingUnderWay() && (!deadlines.hasConnections() || isQuiet());
    }

    private static void await(Duration most, BooleanSupplier reached) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while (System.nanoTime() < end && !reached.getAsBoolean()) {
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
