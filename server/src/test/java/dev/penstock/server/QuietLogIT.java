package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.endpoint.EnvelopeVectors;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers cannot fill the log, and nothing of what they send reaches it. */
class QuietLogIT {

    private static final String CANARY = "canary-7361";
    private static final String QUERY = "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + CANARY;

    private final List<Socket> sockets = new ArrayList<>();
    private final ServerLog log = new ServerLog();
    private final WebhookEndpoint webhooks = WebhookEndpoint.builder(
                    EnvelopeVectors.appSecrets(),
                    VerifyToken.of("a-token-of-more-than-sixteen-characters"),
                    WebhookHandlers.none())
            .build();
    private final PenstockServer server = PenstockServer.builder()
            .endpoint(Requests.echo().build())
            .webhooks("/webhooks", webhooks)
            .port(0)
            .limits(ServerLimits.defaults().withRequestDeadline(Duration.ofMillis(600)))
            .start();

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
        webhooks.close();
        log.close();
    }

    @Test
    void slowUploadsLeaveOneShortLine() throws Exception {
        for (int i = 0; i < 5; i++) {
            var slow = connect(
                    "POST /flows/vectors" + QUERY + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n" + i);
            assertThat(slow.getInputStream().read()).isNotEqualTo('x'); // waits for the end or an answer
        }
        awaitHealthy();

        assertThat(log.complaints())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("longer than its deadline")
                        .hasSizeLessThan(200)
                        .doesNotContain("\n"));
        assertThat(log.text()).doesNotContain(CANARY);
    }

    @Test
    void requestsThatBreakOffLeaveNothingOfTheirs() throws Exception {
        for (var method : List.of("GET", "POST")) {
            for (var framing : List.of("Content-Length: 100", "Transfer-Encoding: chunked")) {
                for (var path : List.of("/webhooks", "/flows/vectors", "/other")) {
                    connect(method + " " + path + QUERY + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n5\r\n"
                                    + CANARY)
                            .close();
                }
            }
        }
        awaitHealthy();

        assertThat(log.text()).doesNotContain(CANARY).doesNotContain("\tat ");
    }

    @Test
    void brokenStreamsOfHttp2LeaveNothingOfTheirs() throws Exception {
        try (var http2 = new Http2Socket(connect(""))) {
            var fields = Map.of(
                    ":method", "GET",
                    ":scheme", "http",
                    ":authority", "localhost",
                    ":path", "/webhooks" + QUERY,
                    "content-length", "100");
            int stream = http2.request(false, fields);
            http2.send(Http2Socket.DATA, 0, stream, CANARY.getBytes());
            http2.send(Http2Socket.RST_STREAM, 0, stream, Http2Socket.four(8));
            http2.request(false, fields);
        }
        awaitHealthy();

        assertThat(log.text()).doesNotContain(CANARY).doesNotContain("\tat ");
    }

    @Test
    void whatNamesNoPathIsRefusedWithoutAWord() throws Exception {
        for (var first : List.of(
                "CONNECT " + CANARY + ":80 HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "TRACE /flows/vectors HTTP/1.1",
                "GET " + CANARY + " HTTP/1.1",
                "GET //" + CANARY + "/%2e%2e/ HTTP/1.1",
                "GET /%zz" + CANARY + " HTTP/1.1",
                "GET /%00" + CANARY + ";x=y HTTP/1.1",
                "GET http://" + CANARY + ":99999/ HTTP/1.1")) {
            var socket = connect(first + "\r\nHost: localhost\r\n\r\n");

            assertThat(Requests.readAnswer(socket).status()).as(first).isBetween(400, 499);
        }
        try (var http2 = new Http2Socket(connect(""))) {
            int stream = http2.request(true, Map.of(":method", "CONNECT", ":authority", CANARY + ":80"));
            assertThat(http2.status(stream)).isBetween(400, 499);
        }

        assertThat(log.complaints()).isEmpty();
        assertThat(log.text()).doesNotContain(CANARY);
    }

    @Test
    void aThousandBadRequestsOfAnybodyLeaveNoLines() throws Exception {
        var bad = List.of(
                "GET / HTTP/1.1\r\nHost: " + CANARY + ":99999",
                "GET / HTTP/1.1\r\nHost: " + CANARY + ":port",
                "GET / HTTP/1.1\r\nHost: [" + CANARY,
                "GET / HTTP/1.1\r\nHost: [" + CANARY + "]:80",
                "GET / HTTP/1.1\r\nHost: [::1]" + CANARY,
                "GET / HTTP/1.1\r\nHost: :80",
                "GET / HTTP/1.1\r\nHost: a b " + CANARY,
                "GET / HTTP/1.1\r\nHost: a:b:" + CANARY,
                "GET / HTTP/1.1\r\nHost: one\r\nHost: " + CANARY,
                "GET / HTTP/1.1",
                "GET http://[" + CANARY + "/ HTTP/1.1\r\nHost: a",
                "GET http://" + CANARY + ":99999999/ HTTP/1.1\r\nHost: a",
                "GET //" + CANARY + ":x@y:z/ HTTP/1.1\r\nHost: a",
                "GET /%" + CANARY + " HTTP/1.1\r\nHost: a",
                "G\u0001T /" + CANARY + " HTTP/1.1\r\nHost: a",
                "GET / HTTP/9.1\r\nHost: a",
                "GET / HTTP/1.1\r\nHost: a\r\nNo Colon " + CANARY,
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u0000" + CANARY,
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + CANARY.repeat(2_000),
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: " + CANARY,
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + CANARY,
                "GET / HTTP/1.1\r\nHost: a\r\nExpect: " + CANARY,
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings:"
                        + " !!",
                "POST /flows/vectors HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz" + CANARY,
                "\u0016\u0003\u0001\u0002" + CANARY,
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + CANARY);
        for (int i = 0; i < 1_000; i++) {
            try (var socket = Requests.connect(server.uri(), bad.get(i % bad.size()) + "\r\n\r\n")) {
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException reset) {
                // That is an answer, too.
            }
        }
        try (var http2 = new Http2Socket(connect(""))) {
            for (var host : List.of("[", ":", "a:99999", "a b", CANARY + ":x", "[" + CANARY + "]:1")) {
                http2.request(true, Map.of(":method", "GET", ":scheme", "http", ":authority", host, ":path", "/x"));
            }
        }
        awaitHealthy();

        assertThat(log.text()).doesNotContain(CANARY);
        assertThat(log.complaints()).isEmpty();
    }

    @Test
    void badHandshakesOfAnybodyLeaveNoLines(@TempDir Path directory) throws Exception {
        var certificate = TestCertificate.of("EC", "first").write(directory);
        try (var secured = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .tls(certificate.files())
                .port(0)
                .start()) {
            for (int i = 0; i < 300; i++) {
                var said = i % 3 == 0 ? "GET / HTTP/1.1\r\nHost: " + CANARY + "\r\n\r\n" : "\u0016\u0003\u0001\u0000";
                try (var socket = Requests.connect(secured.uri(), said + (i % 3 == 1 ? "\u0009" + CANARY : ""))) {
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException reset) {
                    // That is an answer, too.
                }
            }
        }

        assertThat(log.text()).doesNotContain(CANARY);
        assertThat(log.complaints()).isEmpty();
    }

    private void awaitHealthy() {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(300))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    Requests.post(client, server.uri().resolve("/flows/vectors"), Requests.PING)
                                            .statusCode())
                            .isEqualTo(200));
        }
    }

    private Socket connect(String said) throws IOException {
        var socket = Requests.connect(server.uri(), said);
        sockets.add(socket);
        return socket;
    }
}
