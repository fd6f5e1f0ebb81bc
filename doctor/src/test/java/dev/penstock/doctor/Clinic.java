package dev.penstock.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.flows.FlowChanges;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.flows.NewFlow;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.push.FlowJsonLint;
import dev.penstock.id.FlowId;
import dev.penstock.id.WabaId;
import dev.penstock.simulator.graph.GraphEmulator;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A healthy set-up, from the key to the webhook, of which each part can be broken. */
final class Clinic implements AutoCloseable {

    private static final String KEY_PEM =
            PrivateKeys.encryptedPem(GraphFixture.KEYS.getFirst(), "a long passphrase".toCharArray());

    static final String VERIFY_TOKEN = "verify-me-please";

    final GraphFixture graph;
    final Path keyFile;
    final FlowEndpoint real;
    final FlowId flow;
    final HttpServer server;
    final WebhookEndpoint webhooks;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Answering answering;
    char[] passphrase = "a long passphrase".toCharArray();
    Optional<URI> endpoint;
    String appSecret = GraphFixture.APP_SECRET;
    GraphClient client;
    WabaId account = GraphFixture.WABA;
    FlowJsonLint lint = json -> List.of();
    String verifyToken = VERIFY_TOKEN;
    String webhookPath = "/webhook";
    InstantSource clock = InstantSource.system();

    @Nullable
    X509TrustManager trust;

    /** How the endpoint answers. */
    interface Answering {
        Raw answer(byte[] body, String signature) throws Exception;
    }

    record Raw(int status, String contentType, byte[] body) {

        static Raw ok(String text) {
            return new Raw(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
        }

        static Raw status(int status) {
            return new Raw(status, "text/plain", new byte[0]);
        }
    }

    Clinic(Path directory, @Nullable SSLContext tls) throws IOException {
        graph = GraphFixture.start(GraphEmulator.builder(GraphFixture.TOKEN).appSecret(GraphFixture.APP_SECRET));
        client = graph.client;
        keyFile = directory.resolve("private.pem");
        PrivateKeyFile.create(keyFile, KEY_PEM);
        real = FlowEndpoint.builder(Flow.named("clinic")
                        .onInit(request -> NextScreen.of("WELCOME"))
                        .build())
                .keyset(Keyset.of(GraphFixture.KEYS.getFirst()))
                .appSecrets(AppSecrets.of(GraphFixture.APP_SECRET))
                .build();
        answering = (body, signature) -> {
            var answer = real.answer(EndpointRequest.of(body, signature));
            return new Raw(answer.status(), "text/plain", answer.body());
        };
        webhooks = WebhookEndpoint.builder(
                        AppSecrets.of(GraphFixture.APP_SECRET), VerifyToken.of(VERIFY_TOKEN), WebhookHandlers.none())
                .build();
        server = tls == null ? HttpServer.create(local(), 0) : https(tls);
        server.setExecutor(threads);
        server.createContext("/flow", this::flow);
        server.createContext("/webhook", this::webhook);
        server.createContext(
                "/page",
                exchange -> write(exchange, 200, "text/html", "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8)));
        server.start();
        endpoint = Optional.of(url("/flow"));
        flow = setUpMeta();
    }

    URI url(String path) {
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private FlowId setUpMeta() {
        KeyRegistration.of(client).register(account, BusinessPublicKey.of(GraphFixture.KEYS.getFirst()));
        Accounts.of(client).subscribe(account);
        subscribe(url("/webhook"), Set.of("messages", "flows"));
        var flows = Flows.of(client);
        var created = flows.create(
                        account,
                        NewFlow.draft("clinic", List.of("OTHER"))
                                .withFlowJson(GraphFixture.FLOW_JSON.getBytes(StandardCharsets.UTF_8)))
                .flow();
        flows.update(created, endpoint.map(FlowChanges.none()::withEndpointUri).orElse(FlowChanges.none()));
        flows.publish(created);
        return created;
    }

    void subscribe(URI callback, Set<String> fields) {
        // No certificate has to stand behind the emulator's verification.
        graph.emulator.subscribeApp(callback, fields);
    }

    Doctor doctor() {
        var doctor = Doctor.create()
                .privateKey(keyFile, passphrase)
                .graph(client, account)
                .appSecrets(AppSecrets.of(appSecret))
                .flow(flow)
                .flowJson(GraphFixture.FLOW_JSON.getBytes(StandardCharsets.UTF_8), lint)
                .clock(clock);
        endpoint.ifPresent(doctor::endpoint);
        doctor.webhook(url(webhookPath), VerifyToken.of(verifyToken));
        if (trust != null) {
            doctor.trust(trust);
        }
        return doctor;
    }

    void clockOff(java.time.Duration by) {
        clock = () -> Instant.now().plus(by);
    }

    private void flow(HttpExchange exchange) throws IOException {
        try (exchange) {
            var signature = exchange.getRequestHeaders().getFirst(RequestSignature.HEADER);
            var raw = answering.answer(exchange.getRequestBody().readAllBytes(), signature == null ? "" : signature);
            write(exchange, raw.status(), raw.contentType(), raw.body());
        } catch (IOException broken) {
            throw broken;
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }

    private void webhook(HttpExchange exchange) throws IOException {
        var answer = webhooks.answer(
                exchange.getRequestMethod(),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                exchange.getRequestBody().readAllBytes(),
                "");
        write(exchange, answer.status(), answer.headers().getOrDefault("Content-Type", "text/plain"), answer.body());
    }

    private static void write(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static HttpServer https(SSLContext tls) throws IOException {
        var https = HttpsServer.create(local(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return https;
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        webhooks.close();
        graph.close();
    }
}
