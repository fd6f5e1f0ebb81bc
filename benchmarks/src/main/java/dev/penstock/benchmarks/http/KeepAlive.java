package dev.penstock.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection that costs the generator next to nothing. For one thread. */
final class KeepAlive implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int filled;

    KeepAlive(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        in = socket.getInputStream();
    }

    /** Sends a request and receives the whole answer; its status. */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        filled = 0;
        int head = -1;
        while (head < 0) {
            receive();
            head = endOfHead();
        }
        var text = new String(buffer, 0, head, StandardCharsets.ISO_8859_1);
        int end = head + contentLength(text);
        while (filled < end) {
            receive();
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    /** Sends something without waiting for an answer. */
    void send(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    private void receive() throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
            throw new EOFException("The server closed the connection.");
        }
        filled += read;
    }

    private int endOfHead() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at))
                        .strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
