package dev.penstock.server.internal;

import dev.penstock.log.Seldom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what takes too long, however steadily its bytes trickle: a request that is not answered by its deadline, and a
 * connection that has no complete request header for too long. Jetty's own idle timeout sees neither, since both are
 * never idle.
 *
 * <p>An overdue request of HTTP/1.1 ends with its connection. One of HTTP/2 ends alone: others share its connection.
 */
public final class RequestDeadlines implements Connection.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadlines.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** How long a connection that was told of its end may take to go. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final long deadlineNanos;
    private final long idleNanos;
    private final Duration pause;
    private final Seldom ofOverdue = Seldom.oncePerMinute(InstantSource.system());
    private final Map<Connection, ConnectionUse> connections = new ConcurrentHashMap<>();
    private final Map<Request, UnderWay> underWay = new ConcurrentHashMap<>();
    private volatile Thread watcher = Thread.ofVirtual().unstarted(() -> {});
    private volatile boolean isLast;
    private volatile long lastBegun = System.nanoTime();

    private record UnderWay(ConnectionUse use, long since) {}

    public RequestDeadlines(Duration deadline, Duration idle) {
        this.deadlineNanos = deadline.toNanos();
        this.idleNanos = idle.toNanos();
        var shortest = deadline.compareTo(idle) < 0 ? deadline : idle;
        var tenth = shortest.dividedBy(10);
        this.pause = tenth.compareTo(LONGEST_PAUSE) < 0 ? tenth : LONGEST_PAUSE;
    }

    /**
     * The layer of TLS is not watched, since no request is ever seen on it: what it carries is watched from the start.
     */
    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            connections.put(connection, new ConnectionUse(connection, System.nanoTime()));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    /** A request's header is complete; false if its connection is just being closed, so that nothing may come of it. */
    public boolean begin(Request request) {
        long now = System.nanoTime();
        var connection = request.getConnectionMetaData().getConnection();
        var use = connections.get(connection);
        if (use == null || !use.begin()) {
            return false;
        }
        underWay.put(request, new UnderWay(use, now));
        lastBegun = now;
        if (isLast) {
            tellThatItIsTheLast(connection);
        }
        return true;
    }

    /** A request is answered, or has failed. */
    public void end(Request request) {
        var ended = underWay.remove(request);
        if (ended != null) {
            ended.use().end(System.nanoTime());
        }
    }

    /** From now on every request is the last one of its connection, and clients are told so. */
    public void takeNoMoreConnections() {
        isLast = true;
        long now = System.nanoTime();
        connections.values().forEach(use -> {
            if (use.connection() instanceof HTTP2Connection http2 && use.idleNanos(now) > 0) {
                // Not more than that, or a request that is on its way would be lost.
                http2.getSession().frames(null, List.of(GoAwayFrame.GRACEFUL), Callback.NOOP);
            } else {
                tellThatItIsTheLast(use.connection());
            }
        });
    }

    /** Whether clients are to be told that the connection of a request ends with its answer. */
    public boolean isLast() {
        return isLast;
    }

    /** HTTP/1.1 says it with the answer. */
    private static void tellThatItIsTheLast(Connection connection) {
        if (connection instanceof HTTP2Connection http2) {
            var unused = http2.getSession().shutdown(); // nobody waits for it
        }
    }

    /** How long nothing has been asked for. */
    public Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastBegun);
    }

    public boolean hasConnections() {
        return !connections.isEmpty();
    }

    public boolean isAnythingUnderWay() {
        return !underWay.isEmpty();
    }

    public void start() {
        watcher = Thread.ofVirtual()
                .name("penstock-deadlines")
                .start(new Watch(pause, () -> sweep(System.nanoTime()), "deadlines of requests", LOG));
    }

    private void sweep(long now) {
        underWay.forEach((request, begun) -> {
            if (now - begun.since() > deadlineNanos && underWay.remove(request, begun)) {
                ofOverdue.log(held -> LOG.warn("A request took longer than its deadline and was cut off.{}", held));
                begun.use().end(now);
                cut(request, begun.use().connection());
            }
        });
        connections.values().forEach(use -> {
            if (use.closeIfIdle(now, idleNanos)) {
                sayFarewell(use, now);
            }
        });
    }

    private static void cut(Request request, Connection connection) {
        if (connection instanceof HTTP2Connection http2) {
            http2.onStreamFailure(Integer.parseInt(request.getId()), ErrorCode.CANCEL_STREAM_ERROR.code, "deadline");
        } else {
            close(connection);
        }
    }

    /** HTTP/2 tells its client which requests it has not seen. */
    private void sayFarewell(ConnectionUse use, long now) {
        if (use.connection() instanceof HTTP2Connection http2 && use.idleNanos(now) < idleNanos + FAREWELL.toNanos()) {
            http2.getSession().close(ErrorCode.NO_ERROR.code, "idle", Callback.NOOP);
        } else {
            close(use.connection());
        }
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
