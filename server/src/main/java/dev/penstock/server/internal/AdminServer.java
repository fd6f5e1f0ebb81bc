package dev.penstock.server.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.log.Problem;
import dev.penstock.log.Seldom;
import dev.penstock.server.AdminReply;
import dev.penstock.server.ServerMetrics;
import dev.penstock.server.ServerStartException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers probes, and shows metrics, on a port of its own: neither load nor limits of the main port touch them. */
public final class AdminServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    private final Seldom failures = Seldom.oncePerMinute(InstantSource.system());
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

    /** Shows the metrics at {@code /metrics}. */
    public void show(ServerMetrics metrics) {
        server.createContext("/metrics", exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                answer(exchange, 405, "use GET\n");
                return;
            }
            var accept = exchange.getRequestHeaders().getFirst("Accept");
            try {
                var page = metrics.page(accept == null ? "" : accept);
                answer(exchange, 200, page.contentType(), page.text());
            } catch (RuntimeException | Error failed) {
                failures.log(
                        more -> LOG.error("The metrics could not be written down: {}{}", Problem.of(failed), more));
                answer(exchange, 500, "the log says why\n");
            }
        });
    }

    public void start() {
        server.start();
    }

    public URI uri() {
        return URI.create(
                "http://%s:%d/".formatted(Hosts.inUri(host), server.getAddress().getPort()));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, "text/plain; charset=utf-8", text);
    }

    private static void answer(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
