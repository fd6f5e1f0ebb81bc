package dev.penstock.metrics.internal;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.ServerLoad;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/** What a server is busy with, what it refuses itself, and until when its certificate is valid. */
public final class ServerMeters {

    private final MeterRegistry registry;
    private final PenstockServer server;
    private final Tags tags;

    private ServerMeters(MeterRegistry registry, PenstockServer server) {
        this.registry = registry;
        this.server = server;
        this.tags = Tags.of("port", String.valueOf(server.uri().getPort()));
    }

    /** Registers them; each server of a process by its port. */
    public static void register(MeterRegistry registry, PenstockServer server) {
        new ServerMeters(registry, server).register();
    }

    private void register() {
        // Those of an earlier server at this port, which is closed.
        registry.getMeters().stream()
                .filter(meter -> String.valueOf(server.uri().getPort())
                        .equals(meter.getId().getTag("port")))
                .filter(meter -> meter.getId().getName().startsWith("penstock."))
                .forEach(registry::remove);
        load("penstock.server.connections", "Open connections.", "", ServerLoad::connections);
        load("penstock.server.requests", "Requests that wait or are being answered.", "", ServerLoad::requests);
        load("penstock.server.requests.limit", "How many there may be at once.", "", ServerLoad::maxRequests);
        load("penstock.server.waiting", "Requests that wait to be opened.", "", ServerLoad::waiting);
        load(
                "penstock.server.opening",
                "Requests that are being opened, which is decryption.",
                "",
                ServerLoad::opening);
        load("penstock.server.opening.limit", "How many may be opened at once.", "", ServerLoad::maxOpening);
        load("penstock.server.body", "What bodies take in memory.", "bytes", ServerLoad::bodyBytes);
        load("penstock.server.body.limit", "What bodies may take in memory.", "bytes", ServerLoad::maxBodyBytes);
        Gauge.builder("penstock.handlers.running.on", server, PenstockServer::handlersRunningOn)
                .description("Handlers that run although their time budget has run out.")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        for (int status : server.refusals().keySet()) {
            FunctionCounter.builder(
                            "penstock.server.refusals",
                            server,
                            of -> of.refusals().getOrDefault(status, 0L))
                    .description("Requests that the server refused before any endpoint was asked.")
                    .tags(tags.and("status", String.valueOf(status)))
                    .register(registry);
        }
        if (server.certificateValidUntil().isPresent()) {
            Gauge.builder("penstock.tls.certificate.not.after", server, ServerMeters::notAfter)
                    .description("When the TLS certificate ceases to be valid, since 1970.")
                    .baseUnit("seconds")
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private void load(String name, String description, String unit, ToDoubleFunction<ServerLoad> figure) {
        var gauge = Gauge.builder(name, server, of -> figure.applyAsDouble(of.load()))
                .description(description)
                .tags(tags)
                .strongReference(true);
        (unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(registry);
    }

    private static double notAfter(PenstockServer server) {
        return server.certificateValidUntil()
                .map(until -> (double) until.getEpochSecond())
                .orElse(Double.NaN);
    }
}
