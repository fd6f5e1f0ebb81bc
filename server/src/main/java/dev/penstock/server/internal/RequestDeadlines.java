package dev.penstock.server.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that take too long, however steadily their bytes trickle: one whose request is not answered by its
 * deadline, and one that has no complete request header for too long. Jetty's own idle timeout sees neither, since both are
 * never idle.
 */
public final class RequestDeadlines implements Connection.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadlines.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final long deadlineNanos;
    private final long idleNanos;
    private final Duration pause;
    private final Map<Connection, AtomicLong> idleSince = new ConcurrentHashMap<>();
    private final Map<Request, Long> underWay = new ConcurrentHashMap<>();
    private volatile Thread watcher = Thread.ofVirtual().unstarted(() -> {});

    public RequestDeadlines(Duration deadline, Duration idle) {
        this.deadlineNanos = deadline.toNanos();
        this.idleNanos = idle.toNanos();
        var shortest = deadline.compareTo(idle) < 0 ? deadline : idle;
        var tenth = shortest.dividedBy(10);
        this.pause = tenth.compareTo(LONGEST_PAUSE) < 0 ? tenth : LONGEST_PAUSE;
    }

    @Override
    public void onOpened(Connection connection) {
        idleSince.put(connection, new AtomicLong(System.nanoTime()));
    }

    @Override
    public void onClosed(Connection connection) {
        idleSince.remove(connection);
    }

    /** A request's header is complete. */
    public void begin(Request request) {
        underWay.put(request, System.nanoTime());
    }

    /** A request is answered, or has failed. */
    public void end(Request request) {
        underWay.remove(request);
        var idle = idleSince.get(request.getConnectionMetaData().getConnection());
        if (idle != null) {
            idle.set(System.nanoTime());
        }
    }

    public void start() {
        watcher = Thread.ofVirtual().name("penstock-deadlines").start(this::watch);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause);
                sweep(System.nanoTime());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep(long now) {
        var busy = ConcurrentHashMap.<Connection>newKeySet();
        underWay.forEach((request, since) -> {
            var connection = request.getConnectionMetaData().getConnection();
            if (now - since > deadlineNanos) {
                LOG.debug("A request took longer than its deadline; its connection is closed.");
                underWay.remove(request);
                close(connection);
            } else {
                busy.add(connection);
            }
        });
        idleSince.forEach((connection, since) -> {
            if (!busy.contains(connection) && now - since.get() > idleNanos) {
                close(connection);
            }
        });
    }

    private static void close(Connection connection) {
        // Not Connection.close, which may wait for a peer that reads nothing.
        connection.getEndPoint().close();
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
