package dev.penstock.examples.booking.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plain load balancer: each connection goes to the next replica, or to the one after it if that one does not accept.
 * It knows nothing of HTTP.
 */
final class Balancer implements AutoCloseable {

    private final ServerSocket listening;
    private final List<Integer> ports;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger next = new AtomicInteger();

    private Balancer(ServerSocket listening, List<Integer> ports) {
        this.listening = listening;
        this.ports = ports;
    }

    static Balancer start(List<Integer> ports) throws IOException {
        var balancer = new Balancer(new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()), List.copyOf(ports));
        balancer.run(balancer::accept);
        return balancer;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void run(Runnable task) {
        Future<?> ignored = threads.submit(task);
        if (ignored.isCancelled()) {
            throw new IllegalStateException("The balancer has been closed.");
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                run(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (int tries = 0; tries < ports.size(); tries++) {
                int port = ports.get(Math.floorMod(next.getAndIncrement(), ports.size()));
                try (var replica = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    run(() -> pump(replica, client));
                    copy(client.getInputStream(), replica.getOutputStream());
                    return;
                } catch (java.net.ConnectException down) {
                    // the next one, then
                }
            }
        } catch (IOException gone) {
            // a connection that ends is nothing to a balancer
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException gone) {
            // a connection that ends is nothing to a balancer
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[16_384];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
