package dev.penstock.server.internal;

import dev.penstock.server.ServerLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Receives bodies in bounded memory: each may be so large, and all together may take so much. Space is taken as bytes arrive,
 * not as they are announced.
 */
final class BodyReader {

    private static final int FIRST_BYTES = 2 * 1024;

    private final int maxBytes;
    private final long maxBuffered;
    private final AtomicLong buffered = new AtomicLong();

    BodyReader(ServerLimits limits) {
        this.maxBytes = limits.maxBodyBytes();
        this.maxBuffered = limits.maxBufferedBytes();
    }

    /** What came of receiving a body. */
    sealed interface Body {

        record Complete(byte[] bytes) implements Body {}

        /** To be refused with this status. */
        record Refused(int status) implements Body {}
    }

    /** Receives a body of at most so many bytes and of what the server takes, waiting for it in the calling virtual thread. */
    Body read(Request request, int routeBytes) throws IOException {
        int most = Math.min(maxBytes, routeBytes);
        if (request.getLength() > most) {
            return new Body.Refused(413);
        }
        long reserved = 0;
        var bytes = new byte[0];
        int length = 0;
        try (var in = Content.Source.asInputStream(request)) {
            while (true) {
                if (length == bytes.length) {
                    int larger = larger(length, request.getLength(), most);
                    if (buffered.addAndGet(larger - length) > maxBuffered) {
                        buffered.addAndGet(length - larger);
                        return new Body.Refused(503);
                    }
                    reserved += larger - length;
                    bytes = Arrays.copyOf(bytes, larger);
                }
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    return new Body.Complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
                }
                length += read;
                if (length > most) {
                    return new Body.Refused(413);
                }
            }
        } finally {
            buffered.addAndGet(-reserved);
        }
    }

    /** Room for more: at first for what is announced, if that is little, and one byte more to see the end. */
    private static int larger(int length, long announced, int most) {
        if (length == 0) {
            return (int) Math.min(announced < 0 ? FIRST_BYTES : announced + 1, FIRST_BYTES);
        }
        return (int) Math.min(length * 2L, most + 1L);
    }
}
