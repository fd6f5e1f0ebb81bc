package dev.penstock.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of this machine on which no further connection comes about, as behind a firewall that drops what is sent. */
final class FullBacklog implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    private FullBacklog(ServerSocket server) {
        this.server = server;
    }

    /** Connects until the system takes no more. */
    static FullBacklog open() throws IOException {
        var full = new FullBacklog(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        for (int i = 0; i < 100; i++) {
            var socket = new Socket();
            full.waiting.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), full.server.getLocalPort()), 500);
            } catch (SocketTimeoutException isFull) {
                return full;
            }
        }
        throw new AssertionError("A hundred connections wait to be accepted, and there is room for more.");
    }

    String url() {
        return "http://127.0.0.1:%d/".formatted(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (var socket : waiting) {
            socket.close();
        }
        server.close();
    }
}
