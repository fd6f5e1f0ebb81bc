package dev.penstock.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.tenants.TenantRecord;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.Exchange.Answered;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A business with key, app secret and Flow JSON in a directory, and a backend that anybody could have written. */
public final class TestBusiness implements AutoCloseable {

    private final Path directory;
    private final String appSecret;
    private final RSAPrivateCrtKey privateKey = PrivateKeys.generate();
    private final HttpServer server;
    private final String title;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Map<String, Object>> last = new AtomicReference<>(Map.of());

    private TestBusiness(Path directory, String appSecret, String title) {
        this.directory = directory;
        this.appSecret = appSecret;
        this.title = title;
        try {
            OwnerOnly.write(
                    directory.resolve("private.pem"),
                    PrivateKeys.clearPem(privateKey).getBytes(StandardCharsets.US_ASCII));
            OwnerOnly.write(directory.resolve("app-secret"), appSecret.getBytes(StandardCharsets.US_ASCII));
            try (var json = TestBusiness.class.getResourceAsStream("day.json")) {
                Files.write(directory.resolve("day.json"), json.readAllBytes());
            }
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/flow", this::answer);
        server.start();
    }

    /** One whose summary of a day begins with the title, by which it is known. */
    public static TestBusiness in(Path directory, String appSecret, String title) {
        return new TestBusiness(directory, appSecret, title);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            var request = StrictJson.readObject(exchange.getRequestBody().readAllBytes());
            last.set(request);
            var answer = StrictJson.write(next(request));
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Map<String, Object> next(Map<String, Object> request) {
        var first = Map.of("screen", "DAY", "data", Map.of("days", List.of(Map.of("id", "mon", "title", "Monday"))));
        if (!request.get("action").equals("data_exchange")) {
            return Map.copyOf(first);
        }
        if (!(request.get("data") instanceof Map<?, ?> data) || !(data.get("day") instanceof String day)) {
            return Map.of("stay", "Which day?");
        }
        return request.get("screen").equals("DAY")
                ? Map.of("screen", "SUMMARY", "data", Map.of("day", title + " " + day))
                : Map.of("complete", Map.of("day", day));
    }

    /** The URL of the backend. */
    public URI backend() {
        return URI.create(
                "http://127.0.0.1:%d/flow".formatted(server.getAddress().getPort()));
    }

    /** How often the backend was asked. */
    public int asked() {
        return asked.get();
    }

    /** The data that the backend was sent last. */
    public Map<?, ?> lastData() {
        return (Map<?, ?>) last.get().getOrDefault("data", Map.of());
    }

    /** An entry of endpoints. */
    public String endpointYaml(String path) {
        return """
              - path: %s
                private-key-file: %s/private.pem
                app-secrets: [{file: %s/app-secret}]
                flow-json: %s/day.json
                backend: {url: "%s"}
            """.formatted(path, directory, directory, directory, backend());
    }

    /** The file of a tenant. */
    public String tenantYaml(String flow) {
        return """
            private-key-file: %s/private.pem
            app-secrets: [{file: %s/app-secret}]
            flows:
              - flow: %s
                flow-json: %s/day.json
                backend: {url: "%s"}
            """.formatted(directory, directory, flow, directory, backend());
    }

    /** What a database holds of a tenant. */
    public TenantRecord record(String flow) {
        var settings = """
            private-key-env: KEY
            app-secrets: [{env: APP_SECRET}]
            flows:
              - flow: %s
                flow-json: day.json
                backend: {url: "%s"}
            """.formatted(flow, backend());
        try {
            return new TenantRecord(
                    settings,
                    Map.of("day.json", Files.readString(directory.resolve("day.json"))),
                    Map.of("KEY", privatePem(), "APP_SECRET", appSecret));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A line to an endpoint that encrypts for this business and signs as its app. */
    public EncryptingLine line(URI endpoint) {
        return EncryptingLine.to(endpoint, BusinessPublicKey.of(privateKey))
                .signedBy(RequestSignature.of(AppSecrets.of(appSecret)))
                .open();
    }

    /** What a phone is answered when it picks Monday. */
    public Exchange pickMonday(URI endpoint) {
        try (var line = line(endpoint)) {
            return FlowClient.over(line, "token").build().submit("DAY", Map.of("day", "mon"));
        }
    }

    /** The day in the answer; the words of the outcome where there is none. */
    public String day(URI endpoint) {
        return switch (pickMonday(endpoint).outcome()) {
            case Answered answered
            when answered.answer().get("data") instanceof Map<?, ?> data -> String.valueOf(data.get("day"));
            case Exchange.Outcome other -> other.toString();
        };
    }

    public BusinessPublicKey publicKey() {
        return BusinessPublicKey.of(privateKey);
    }

    public String privatePem() {
        return PrivateKeys.clearPem(privateKey);
    }

    public RequestSignature signature() {
        return RequestSignature.of(AppSecrets.of(appSecret));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
