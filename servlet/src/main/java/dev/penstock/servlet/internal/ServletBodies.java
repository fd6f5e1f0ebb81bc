package dev.penstock.servlet.internal;

import dev.penstock.servlet.ServletLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/**
 * Receives bodies in bounded memory: each may be so large, and all together may take so much. Space is taken as bytes
 * arrive, not as they are announced. Small bodies have memory of their own, so that a few large ones, however slowly
 * they come, keep no ordinary request out. Thread-safe.
 */
final class ServletBodies {

    static final int SMALL_BYTES = 64 * 1024;

    private static final int FIRST_BYTES = 2 * 1024;
    private static final int PIECE_BYTES = 8 * 1024;

    private final int maxBytes;
    private final Duration deadline;
    private final HeldBodies forSmall;
    private final HeldBodies forLarge;

    ServletBodies(ServletLimits limits) {
        this.maxBytes = limits.maxBodyBytes();
        this.deadline = limits.bodyDeadline();
        this.forSmall = new HeldBodies(Math.max(limits.maxBufferedBytes() / 4, SMALL_BYTES));
        this.forLarge = new HeldBodies(limits.maxBufferedBytes());
    }

    /** What came of receiving a body. */
    sealed interface Received {}

    /** To be refused with this status. */
    record Refused(int status) implements Received {}

    /** Somebody read some of it before. */
    record Taken(long announced, int left) implements Received {}

    /** A body, which takes memory until it is closed. Not thread-safe. */
    final class Body implements Received, AutoCloseable {

        private final int most;
        private final long announced;
        private byte[] bytes = new byte[0];
        private int length;

        private Body(int most, long announced) {
            this.most = most;
            this.announced = announced;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }

        /** Appends what has arrived, and returns 0; or else the status of the refusal. */
        private int append(byte[] piece, int count) {
            long needed = (long) length + count;
            if (needed > most) {
                return 413;
            }
            if (needed > bytes.length && !grow((int) needed)) {
                return 503;
            }
            System.arraycopy(piece, 0, bytes, length, count);
            length += count;
            return 0;
        }

        /** Makes room, if there is memory for it. */
        private boolean grow(int needed) {
            int larger = Math.max(needed, larger());
            boolean moves = memory(larger) != memory(bytes.length);
            if (!memory(larger).take(moves ? larger : larger - bytes.length)) {
                return false;
            }
            int before = bytes.length;
            bytes = Arrays.copyOf(bytes, larger);
            if (moves) {
                memory(before).giveBack(before);
            }
            return true;
        }

        /** Twice as much, but no more than is announced; at first that, if it is little. */
        private int larger() {
            long end = announced < 0 ? most : announced;
            return (int) Math.min(end, bytes.length == 0 ? FIRST_BYTES : bytes.length * 2L);
        }

        @Override
        public void close() {
            memory(bytes.length).giveBack(bytes.length);
            bytes = new byte[0];
            length = 0;
        }
    }

    /** Receives a body of at most so many bytes and of what the servlet takes. Blocks. */
    Received read(HttpServletRequest request, int routeBytes) throws IOException {
        int most = Math.min(maxBytes, routeBytes);
        long announced = request.getContentLengthLong();
        if (announced > most) {
            return new Refused(413);
        }
        InputStream input;
        try {
            input = request.getInputStream();
        } catch (IllegalStateException asText) {
            return new Taken(announced, 0);
        }
        var body = new Body(most, announced);
        int refusal = -1;
        try {
            refusal = read(input, body);
        } finally {
            if (refusal != 0) {
                body.close();
            }
        }
        if (refusal != 0) {
            return new Refused(refusal);
        }
        if (announced >= 0 && body.length != announced) {
            int left = body.length;
            body.close();
            return new Taken(announced, left);
        }
        return body;
    }

    private int read(InputStream input, Body body) {
        long end = System.nanoTime() + deadline.toNanos();
        var piece = new byte[body.announced < 0 ? PIECE_BYTES : Math.clamp(body.announced, 1, PIECE_BYTES)];
        try {
            while (true) {
                int count = input.read(piece);
                if (count < 0) {
                    return 0;
                }
                int refusal = body.append(piece, count);
                if (refusal != 0) {
                    return refusal;
                }
                if (System.nanoTime() - end > 0) {
                    return 408;
                }
            }
        } catch (IOException broken) {
            return isTimeout(broken) ? 408 : 400;
        }
    }

    /** Containers wrap it in different ways. */
    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof SocketTimeoutException
                || thrown instanceof TimeoutException
                || (thrown.getCause() != null && isTimeout(thrown.getCause()));
    }

    private HeldBodies memory(int bytes) {
        return bytes <= SMALL_BYTES ? forSmall : forLarge;
    }
}
