package dev.penstock.benchmarks.http;

import java.io.IOException;
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
        try (var connection = new KeepAlive(port)) {
            open.incrementAndGet();
            int head = request.length - 900;
            connection.send(request, 0, head);
            for (int i = head; i < request.length; i++) {
                connection.send(request, i, i + 1);
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
