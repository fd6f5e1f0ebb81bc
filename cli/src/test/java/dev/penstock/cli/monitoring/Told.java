package dev.penstock.cli.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whoever is told of alerts by an Alertmanager: remembers what was told. */
final class Told implements AutoCloseable {

    private final HttpServer server;
    private final Set<String> firing = new ConcurrentSkipListSet<>();
    private final Set<String> resolved = new ConcurrentSkipListSet<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private Told(HttpServer server) {
        this.server = server;
    }

    static Told start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var told = new Told(server);
        server.createContext("/", told::hear);
        server.start();
        return told;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @SuppressWarnings("unchecked")
    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            messages.add(new String(body, StandardCharsets.UTF_8));
            var alerts = (List<Map<String, Object>>) StrictJson.readObject(body).getOrDefault("alerts", List.of());
            for (var alert : alerts) {
                var name = nameOf((Map<String, Object>) alert.getOrDefault("labels", Map.of()));
                ("resolved".equals(alert.get("status")) ? resolved : firing).add(name);
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** An alert, and about which Flow it is. */
    static String nameOf(Map<String, Object> labels) {
        return labels.get("alertname") + " " + labels.getOrDefault("flow", "");
    }

    /** What was told to be wrong, ever. */
    Set<String> firing() {
        return new TreeSet<>(firing);
    }

    /** What was told to be over. */
    Set<String> resolved() {
        return new TreeSet<>(resolved);
    }

    List<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
