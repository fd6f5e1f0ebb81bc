package dev.penstock.gateway.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands each connection on to the next of several ports that takes it. */
final class Balancer implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<Integer> ports;
    private final AtomicInteger next = new AtomicInteger();

    Balancer(List<Integer> ports) throws IOException {
        this.ports = List.copyOf(ports);
        Thread.ofVirtual().name("balancer").start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                Thread.ofVirtual().start(() -> handOn(client));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void handOn(Socket client) {
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.get(Math.floorMod(next.getAndIncrement(), ports.size()));
            try {
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> copy(client, server));
                copy(server, client);
                return;
            } catch (IOException refused) {
                // the next one
            }
        }
        close(client);
    }

    /** Until one of them ends; then both do. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // the end
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // nothing to give back
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
