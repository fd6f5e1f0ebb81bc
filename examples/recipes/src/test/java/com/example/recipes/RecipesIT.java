package com.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.junit.ConformanceTests;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.FlowClient;
import dev.penstock.testing.RequestEnvelope;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recipe serves an endpoint that keeps the contract, whoever calls it. */
class RecipesIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final RequestSignature META = RequestSignature.of(SECRETS);
    private static final Keyset KEYS = Keyset.of(PrivateKeys.generate());
    private static final FlowTokens TOKENS = FlowTokens.of(SECRETS);
    private static final Map<String, Integer> PORTS = new LinkedHashMap<>();
    private static final Map<String, AutoCloseable> SERVERS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        var jdk = JdkRecipe.serve(endpoint(), new InetSocketAddress("127.0.0.1", 0));
        serves("JDK", jdk.getAddress().getPort(), () -> jdk.stop(0));
        var javalin = JavalinRecipe.serve(endpoint(), "127.0.0.1", 0);
        serves("Javalin", javalin.port(), javalin::stop);
        var helidon = HelidonRecipe.serve(endpoint(), "127.0.0.1", 0);
        serves("Helidon", helidon.port(), helidon::stop);
        var vertx = Vertx.vertx();
        var endpoint = endpoint();
        var server = vertx.createHttpServer()
                .requestHandler(request -> VertxRecipe.answer(vertx, endpoint, request))
                .listen(0, "127.0.0.1")
                .await();
        serves("Vert.x", server.actualPort(), () -> vertx.close().await());
    }

    @AfterAll
    static void stop() throws Exception {
        for (var server : SERVERS.values()) {
            server.close();
        }
    }

    private static void serves(String name, int port, AutoCloseable server) {
        PORTS.put(name, port);
        SERVERS.put(name, server);
    }

    private static FlowEndpoint endpoint() {
        var flow = Flow.named("booking")
                .onInit(request -> NextScreen.of("APPOINTMENT"))
                .onScreen("APPOINTMENT", request -> request.complete(Map.of("done", true)))
                .onBack("APPOINTMENT", request -> NextScreen.of("APPOINTMENT"))
                .build();
        return FlowEndpoint.builder(flow)
                .keyset(KEYS)
                .appSecrets(SECRETS)
                .flowTokens(TOKENS)
                .build();
    }

    private static EndpointAccess access(int port) {
        return EndpointAccess.of(URI.create("http://127.0.0.1:" + port + "/flows/booking"), KEYS.currentPublicKey())
                .signedBy(META);
    }

    @TestFactory
    Stream<DynamicContainer> keepsTheContract() {
        return PORTS.entrySet().stream()
                .map(recipe -> dynamicContainer(
                        recipe.getKey(),
                        ConformanceTests.of(ConformanceTarget.of(access(recipe.getValue()))
                                .flowToken(TOKENS.issue("booking", "somebody"))
                                .submission("APPOINTMENT", Map.of("name", "Somebody"))
                                .build())));
    }

    @TestFactory
    Stream<DynamicTest> standsWhatStrangersSend() {
        return PORTS.entrySet().stream()
                .map(recipe -> dynamicTest(recipe.getKey(), () -> assertStandsWhatStrangersSend(recipe.getValue())));
    }

    private static void assertStandsWhatStrangersSend(int port) throws Exception {
        var body = RequestEnvelope.seal(
                        "{\"version\":\"3.0\",\"action\":\"ping\"}".getBytes(StandardCharsets.US_ASCII),
                        KEYS.currentPublicKey())
                .body();
        var right = META.sign(body);
        var wrong = "sha256=" + "0".repeat(64);

        assertThat(status(port, body)).isEqualTo(432);
        assertThat(status(port, body, "X-Hub-Signature-256", right, "X-Hub-Signature-256", wrong))
                .isEqualTo(432);
        assertThat(status(
                        port, body, "X-Hub-Signature-256", right, "Content-Type", "application/x-www-form-urlencoded"))
                .isEqualTo(415);
        assertThat(status(port, body, "X-Hub-Signature-256", right, "Content-Encoding", "gzip"))
                .as("Helidon itself refuses with 400 what it cannot unpack")
                .isIn(415, 400);
        assertThat(status(port, new byte[11 * 1_024 * 1_024])).isEqualTo(432);
        try (var line = EncryptingLine.to(access(port)).open()) {
            assertThat(FlowClient.over(line, "a-token").build().ping().status()).isEqualTo(200);
        }
    }

    private static int status(int port, byte[] body, String... headers) throws Exception {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var post = HttpRequest.newBuilder(access(port).url()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
            for (int i = 0; i < headers.length; i += 2) {
                post.header(headers[i], headers[i + 1]);
            }
            return client.send(post.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
