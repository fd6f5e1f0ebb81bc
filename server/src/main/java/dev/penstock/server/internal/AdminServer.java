package dev.penstock.server.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.server.AdminReply;
import dev.penstock.server.ServerStartException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Answers probes on a port of its own, so that neither load nor limits of the main port touch them. */
public final class AdminServer implements AutoCloseable {

    private final HttpServer server;
    private final String host;

    public AdminServer(String host, int port, BooleanSupplier ready, Map<String, Supplier<AdminReply>> actions) {
        this.host = host;
        try {
            this.server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException | RuntimeException taken) { // an unknown host is the latter
            throw new ServerStartException(
                    "The admin port %d on %s cannot be opened (%s): choose another port, or an address of this machine."
                            .formatted(port, host, taken.getClass().getSimpleName()),
                    taken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 404, "not found\n"));
        server.createContext("/live", exchange -> answer(exchange, 200, "live\n"));
        server.createContext("/ready", exchange -> {
            boolean isReady = ready.getAsBoolean();
            answer(exchange, isReady ? 200 : 503, isReady ? "ready\n" : "not ready\n");
        });
        actions.forEach((path, action) -> server.createContext(path, exchange -> act(exchange, action)));
    }

    private static void act(HttpExchange exchange, Supplier<AdminReply> action) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            answer(exchange, 405, "use POST\n");
            return;
        }
        var reply = action.get();
        answer(exchange, reply.status(), reply.text());
    }

    public void start() {
        server.start();
    }

    public URI uri() {
        return URI.create(
                "http://%s:%d/".formatted(Hosts.inUri(host), server.getAddress().getPort()));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
