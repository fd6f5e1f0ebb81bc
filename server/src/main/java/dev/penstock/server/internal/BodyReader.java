package dev.penstock.server.internal;

import dev.penstock.server.ServerLimits;
import java.io.IOException;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Receives bodies in bounded memory: each may be so large, and all together may take so much. Space is taken as bytes arrive,
 * not as they are announced, and given back when the request has been answered.
 *
 * <p>Small bodies have memory of their own, so that a few large ones, however slowly they come, keep no ordinary request out.
 */
final class BodyReader {

    private static final int FIRST_BYTES = 2 * 1024;
    private static final int SMALL_BYTES = 64 * 1024;

    private final int maxBytes;
    private final BodyMemory forSmall;
    private final BodyMemory forLarge;

    BodyReader(ServerLimits limits) {
        this.maxBytes = limits.maxBodyBytes();
        this.forSmall = new BodyMemory(Math.max(limits.maxBufferedBytes() / 4, SMALL_BYTES));
        this.forLarge = new BodyMemory(limits.maxBufferedBytes());
    }

    /** What came of receiving a body. */
    sealed interface Received {}

    /** To be refused with this status. */
    record Refused(int status) implements Received {}

    /** A body, which takes memory until it is closed. Not thread-safe. */
    final class Body implements Received, AutoCloseable {

        private byte[] bytes = new byte[0];
        private int length;

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }

        /** Makes room for more; whether there is memory for it. */
        private boolean grow(long announced, int most) {
            int larger = larger(length, announced, most);
            boolean moves = memory(larger) != memory(length);
            if (!memory(larger).take(moves ? larger : larger - length)) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, larger);
            if (moves) {
                memory(length).giveBack(length);
            }
            return true;
        }

        @Override
        public void close() {
            memory(bytes.length).giveBack(bytes.length);
            bytes = new byte[0];
            length = 0;
        }
    }

    /** Receives a body of at most so many bytes and of what the server takes, waiting for it in the calling virtual thread. */
    Received read(Request request, int routeBytes) throws IOException {
        int most = Math.min(maxBytes, routeBytes);
        if (request.getLength() > most) {
            return new Refused(413);
        }
        var body = new Body();
        boolean complete = false;
        try (var in = Content.Source.asInputStream(request)) {
            while (true) {
                if (body.length == body.bytes.length && !body.grow(request.getLength(), most)) {
                    return new Refused(503);
                }
                int read = in.read(body.bytes, body.length, body.bytes.length - body.length);
                if (read < 0) {
                    complete = true;
                    return body;
                }
                body.length += read;
                if (body.length > most) {
                    return new Refused(413);
                }
            }
        } finally {
            if (!complete) {
                body.close();
            }
        }
    }

    private BodyMemory memory(int bytes) {
        return bytes <= SMALL_BYTES ? forSmall : forLarge;
    }

    /** Room for more: at first for what is announced, if that is little, and one byte more to see the end. */
    private static int larger(int length, long announced, int most) {
        if (length == 0) {
            return (int) Math.min(announced < 0 ? FIRST_BYTES : announced + 1, FIRST_BYTES);
        }
        return (int) Math.min(length * 2L, (announced < length ? most : announced) + 1L);
    }
}
