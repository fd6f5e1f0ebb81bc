package dev.penstock.metrics;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.PenstockServerBuilder;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;

/** A server with one endpoint and metrics, a phone that asks it, and somebody who reads the metrics. */
final class ServedShop implements AutoCloseable {

    final PenstockMetrics metrics = PenstockMetrics.create();
    final Phone phone = Phone.create();
    final PenstockServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServedShop(UnaryOperator<PenstockServerBuilder> options) {
        var endpoint = FlowEndpoint.builder(flow())
                .keyset(TestKeys.KEYSET)
                .appSecrets(AppSecrets.of(TestKeys.APP_SECRET))
                .replayGuard(ReplayGuard.inMemory())
                .build();
        server = options.apply(PenstockServer.builder()
                        .port(0)
                        .adminPort(0)
                        .metrics(metrics)
                        .endpoint(endpoint))
                .start();
    }

    static ServedShop start() {
        return start(builder -> builder);
    }

    static ServedShop start(UnaryOperator<PenstockServerBuilder> options) {
        return new ServedShop(options);
    }

    private static Flow flow() {
        return Flow.named("shop")
                .onInit(request -> NextScreen.of("FORM"))
                .onScreen("FORM", request -> NextScreen.of("NEXT").with(request.data()))
                .onScreen("FAILS", request -> {
                    throw new IllegalStateException("typed");
                })
                .build();
    }

    int ask(String clear) throws IOException, InterruptedException {
        return post(phone.seal(clear).request());
    }

    int post(EndpointRequest request) throws IOException, InterruptedException {
        var post = HttpRequest.newBuilder(server.uri().resolve("/flows/shop"))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", request.signature().isEmpty() ? "none" : request.signature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
                .build();
        return client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        var get = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            get.headers(headers);
        }
        return client.send(get.build(), HttpResponse.BodyHandlers.ofString());
    }

    URI page() {
        return server.adminUri().orElseThrow().resolve("/metrics");
    }

    String scrape() throws IOException, InterruptedException {
        return get(page()).body();
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
        client.close();
    }
}
