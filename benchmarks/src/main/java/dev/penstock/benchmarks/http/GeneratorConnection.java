package dev.penstock.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection of the generator, with one request at a time. For its one thread. */
final class GeneratorConnection {

    private static final String LENGTH = "content-length:";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
    private ByteBuffer request = NOTHING;
    private long since;

    GeneratorConnection(int port, Selector selector) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request, whose time is counted from then. */
    void send(byte[] bytes, long countedFrom) throws IOException {
        request = ByteBuffer.wrap(bytes);
        since = countedFrom;
        answer.clear();
        sendMore();
    }

    private void sendMore() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    long since() {
        return since;
    }

    /** Goes on as far as it can without waiting: the status of the answer once that is complete, otherwise 0. */
    int goOn() throws IOException {
        if (request.hasRemaining()) {
            sendMore();
        }
        if (channel.read(answer) < 0) {
            throw new EOFException("The server closed the connection.");
        }
        int body = endOfHead();
        if (body < 0) {
            return 0;
        }
        var head = new String(answer.array(), 0, body, StandardCharsets.ISO_8859_1);
        return answer.position() < body + contentLength(head) ? 0 : Integer.parseInt(head.substring(9, 12));
    }

    private int endOfHead() {
        for (int end = END_OF_HEAD.length; end <= answer.position(); end++) {
            if (java.util.Arrays.equals(
                    answer.array(), end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return end;
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

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            // It is of no use any more.
        }
    }
}
