package dev.penstock.server.internal;

import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.FrameType;

/**
 * Bounds how many frames of one HTTP/2 connection carry nothing: window updates, pings, settings, priorities, resets,
 * and data in crumbs. A request brings an allowance for those that belong to it. Beyond it the connection is closed.
 *
 * <p>Jetty bounds some of these kinds itself, but window updates not at all.
 */
final class FrameLimit implements HTTP2Session.FrameListener {

    private static final int FRAMES_AT_ONCE = 4_096;
    private static final int FRAMES_PER_SECOND = 1_024;
    private static final int FRAMES_PER_REQUEST = 8;
    /** Data of this size pays for itself. */
    private static final int CRUMB_BYTES = 1_024;

    private static final double NANOS_PER_SECOND = 1e9;

    private final HTTP2Connection connection;
    private double allowed = FRAMES_AT_ONCE;
    private long updated = System.nanoTime();

    FrameLimit(HTTP2Connection connection) {
        this.connection = connection;
    }

    /** Only ever called by the one thread that reads the connection just then. */
    @Override
    public void onIncomingFrame(Session session, Frame frame) {
        allowed += gain(frame);
        if (allowed >= 0) {
            return;
        }
        long now = System.nanoTime();
        allowed += (now - updated) / NANOS_PER_SECOND * FRAMES_PER_SECOND;
        allowed = Math.min(allowed, FRAMES_AT_ONCE);
        updated = now;
        if (allowed < 0) {
            connection.onConnectionFailure(ErrorCode.ENHANCE_YOUR_CALM_ERROR.code, "too_many_frames");
        }
    }

    private double gain(Frame frame) {
        if (frame.getType() == FrameType.HEADERS) {
            return allowed < FRAMES_AT_ONCE ? FRAMES_PER_REQUEST : 0;
        }
        if (frame instanceof DataFrame data && (data.isEndStream() || data.remaining() >= CRUMB_BYTES)) {
            return 0;
        }
        return -1;
    }
}
