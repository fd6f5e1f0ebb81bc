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
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recipe serves an endpoint that keeps the contract, whoever calls it. */
class RecipesIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final RequestSignature META = RequestSignature.of(SECRETS);
    private static final String SIGNATURE = RequestSignature.HEADER;
    private static final String TYPE = "Content-Type";
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
        var large = new byte[11 * 1_024 * 1_024];

        assertStatus(432, port, body);
        assertStatus(200, port, body, SIGNATURE, right);
        assertStatus(432, port, body, SIGNATURE, right, SIGNATURE, wrong);
        assertStatus(432, port, body, SIGNATURE, wrong, SIGNATURE, right);
        assertStatus(415, port, body, SIGNATURE, right, TYPE, "application/x-www-form-urlencoded");
        assertStatus(415, port, body, SIGNATURE, right, TYPE, "multipart/form-data; boundary=x");
        for (var packed : List.of(gzip(body), body)) {
            assertThat(status(port, packed, SIGNATURE, META.sign(packed), "Content-Encoding", "gzip"))
                    .as("Helidon itself refuses with 400 what it has no decoder for")
                    .isIn(415, 400);
            assertHealthy(port);
        }
        assertStatus(432, port, large);
        assertStatus(400, port, large, SIGNATURE, META.sign(large));
        assertThat(status(port, chunked(body), SIGNATURE, right)).isEqualTo(200);
        assertThat(firstLine(port, "Content-Length: 99999999\r\n\r\n")).contains(" 413");
        assertHealthy(port);
        assertSlowUploadsKeepNobodyOut(port);
    }

    private static void assertSlowUploadsKeepNobodyOut(int port) throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 100; i++) {
                sockets.add(begin(port, "Content-Length: 5000\r\n\r\nslow"));
            }
            assertHealthy(port);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        assertHealthy(port);
    }

    private static void assertHealthy(int port) {
        try (var line = EncryptingLine.to(access(port)).open()) {
            assertThat(FlowClient.over(line, "a-token").build().ping().status()).isEqualTo(200);
        }
    }

    /** A request of which the server has the head, and nothing or little more. */
    private static Socket begin(int port, String lengthAndBody) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        var head = "POST /flows/booking HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        socket.getOutputStream().write((head + lengthAndBody).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(int port, String lengthAndBody) throws IOException {
        try (var socket = begin(port, lengthAndBody)) {
            socket.setSoTimeout(10_000);
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(answer.readLine());
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    private static HttpRequest.BodyPublisher chunked(byte[] body) {
        return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static void assertStatus(int status, int port, byte[] body, String... headers) throws Exception {
        assertThat(status(port, body, headers)).isEqualTo(status);
        assertHealthy(port);
    }

    private static int status(int port, byte[] body, String... headers) throws Exception {
        return status(port, HttpRequest.BodyPublishers.ofByteArray(body), headers);
    }

    private static int status(int port, HttpRequest.BodyPublisher body, String... headers) throws Exception {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var post = HttpRequest.newBuilder(access(port).url()).POST(body);
            for (int i = 0; i < headers.length; i += 2) {
                post.header(headers[i], headers[i + 1]);
            }
            return client.send(post.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
