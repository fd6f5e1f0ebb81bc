package dev.penstock.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that send a head and then one byte of the body a second, until they are closed. */
final class SlowClients implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger open = new AtomicInteger();

    SlowClients(int count, int port, byte[] request) {
        for (int i = 0; i < count; i++) {
            threads.execute(() -> trickle(port, request));
        }
    }

    int open() {
        return open.get();
    }

    private void trickle(int port, byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.incrementAndGet();
            int head = request.length - 900;
            socket.getOutputStream().write(request, 0, head);
            for (int i = head; i < request.length; i++) {
                socket.getOutputStream().write(request[i]);
                Thread.sleep(1_000);
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
