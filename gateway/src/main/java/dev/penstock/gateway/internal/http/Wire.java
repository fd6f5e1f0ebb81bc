package dev.penstock.gateway.internal.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** A connection. What is beneath TLS is closed, since closing TLS itself can wait for the peer. */
final class Wire {

    private static final int BUFFER = 8 * 1024;

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private long idleSinceNanos;

    Wire(SocketChannel channel, Optional<SSLSocket> tls) throws IOException {
        this.channel = channel;
        this.in = new BufferedInputStream(
                tls.isPresent() ? tls.get().getInputStream() : Channels.newInputStream(channel), BUFFER);
        this.out = tls.isPresent() ? tls.get().getOutputStream() : Channels.newOutputStream(channel);
    }

    SocketChannel channel() {
        return channel;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    void rests() {
        idleSinceNanos = System.nanoTime();
    }

    boolean hasRestedFor(long nanos) {
        return System.nanoTime() - idleSinceNanos >= nanos;
    }

    /** Whether the peer has neither closed it nor sent anything since the last answer. */
    boolean isQuiet() {
        try {
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException broken) {
            return false;
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException odd) {
            throw new UncheckedIOException(odd);
        }
    }
}
