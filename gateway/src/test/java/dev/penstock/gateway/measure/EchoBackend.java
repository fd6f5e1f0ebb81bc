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
import java.util.concurrent.TimeUnit;

/** A backend that answers at once, or in one of the ways in which backends fail. */
final class EchoBackend implements AutoCloseable {

    /** How it behaves. */
    enum Manner {
        WELL,
        /** Never answers. */
        SLOW,
        GARBAGE,
        /** Answers 10 MB. */
        LARGE,
        /** Answers a byte each second. */
        DROP_BY_DROP,
        /** Redirects. */
        ELSEWHERE,
        /** Promises a body, and closes the connection in it. */
        BROKEN_OFF
    }

    private static final byte[] NEXT =
            "{\"screen\": \"NEXT\", \"data\": {\"name\": \"Ada\"}}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GARBAGE = "<html>&&&".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LARGE = " ".repeat(10_000_000).getBytes(StandardCharsets.US_ASCII);

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
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.getResponseHeaders().set("location", "/flow");
            var body = body(manner);
            exchange.sendResponseHeaders(manner == Manner.ELSEWHERE ? 307 : 200, body.length);
            switch (manner) {
                case DROP_BY_DROP -> trickle(exchange, body);
                case BROKEN_OFF -> exchange.getResponseBody().write(body, 0, 5);
                default -> exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] body(Manner manner) {
        return switch (manner) {
            case GARBAGE -> GARBAGE;
            case LARGE -> LARGE;
            default -> NEXT;
        };
    }

    private void trickle(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        for (byte each : body) {
            exchange.getResponseBody().write(each);
            exchange.getResponseBody().flush();
            if (isOver.await(1, TimeUnit.SECONDS)) {
                return;
            }
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
