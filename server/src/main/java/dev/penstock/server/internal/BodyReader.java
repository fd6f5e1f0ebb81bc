package dev.penstock.server.internal;

import dev.penstock.server.ServerLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Receives bodies in bounded memory: each may be so large, and all together may take so much. Space is taken as bytes
 * arrive, not as they are announced, and given back when the request has been answered. No thread waits for a slow one.
 */
final class BodyReader {

    private static final int FIRST_BYTES = 2 * 1024;

    private final int maxBytes;
    private final BodyMemories memories;

    BodyReader(ServerLimits limits, BodyMemories memories) {
        this.maxBytes = limits.maxBodyBytes();
        this.memories = memories;
    }

    /** What came of receiving a body. */
    sealed interface Received {}

    /** To be refused with this status. */
    record Refused(int status) implements Received {}

    /** The connection broke. */
    record Broken() implements Received {}

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

        /** HTTP/2 lets a body end early, or not come at all. */
        private boolean isAsAnnounced() {
            return announced < 0 || announced == length;
        }

        /** Appends what has arrived, and returns 0; or else the status of the refusal. */
        private int append(ByteBuffer arrived) {
            long needed = (long) length + arrived.remaining();
            if (needed > most) {
                return 413;
            }
            if (needed > bytes.length && !grow((int) needed)) {
                return 503;
            }
            int count = arrived.remaining();
            arrived.get(bytes, length, count);
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

    /** Receives a body of at most so many bytes and of what the server takes, and tells of it once. Does not block. */
    void read(Request request, int routeBytes, Consumer<Received> then) {
        int most = Math.min(maxBytes, routeBytes);
        if (request.getLength() > most) {
            then.accept(new Refused(413));
            return;
        }
        read(request, new Body(most, request.getLength()), then);
    }

    private void read(Request request, Body body, Consumer<Received> then) {
        while (true) {
            var chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, () -> read(request, body, then)));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                body.close();
                then.accept(new Broken());
                return;
            }
            int refusal = body.append(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (refusal != 0) {
                body.close();
                then.accept(new Refused(refusal));
                return;
            }
            if (last) {
                then.accept(body.isAsAnnounced() ? body : refused(body));
                return;
            }
        }
    }

    private static Refused refused(Body body) {
        body.close();
        return new Refused(400);
    }

    private BodyMemory memory(int bytes) {
        return memories.of(bytes);
    }
}
