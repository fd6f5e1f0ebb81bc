package dev.penstock.gateway.measure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A backend that answers at once, or in one of the ways in which backends fail. */
final class EchoBackend implements AutoCloseable {

    /** How it behaves. */
    enum Manner {
        WELL,
        SLOW,
        GARBAGE
    }

    private static final byte[] NEXT =
            "{\"screen\": \"NEXT\", \"data\": {\"name\": \"Ada\"}}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GARBAGE = "<html>&&&".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch isOver = new CountDownLatch(1);
    private final HttpServer server;

    EchoBackend(Manner manner) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/flow", exchange -> answer(exchange, manner));
        server.start();
    }

    private void answer(HttpExchange exchange, Manner manner) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (manner == Manner.SLOW) {
                isOver.await();
            }
            var body = manner == Manner.GARBAGE ? GARBAGE : NEXT;
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    URI uri() {
        return URI.create(
                "http://127.0.0.1:%d/flow".formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        isOver.countDown();
        server.stop(0);
    }
}
