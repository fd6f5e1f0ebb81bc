package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileClientsIT {

    private static final String HEAD =
            "POST /flows/vectors HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Socket> sockets = new ArrayList<>();
    private PenstockServer server = serve(ServerLimits.defaults());

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
        client.close();
    }

    @Test
    void refusesAnAnnouncedLargeBodyBeforeReadingIt() throws Exception {
        var socket = connect(HEAD + "Content-Length: 99999999\r\n\r\n");

        assertThat(firstLine(socket)).contains(" 413 ");
        assertHealthy();
    }

    @Test
    void refusesALargeBodyThatWasNotAnnounced() throws Exception {
        restart(ServerLimits.defaults().withMaxBodyBytes(100_000).withStopTimeout(Duration.ofSeconds(1)));
        var socket = connect(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        try {
            Requests.say(socket, chunk + chunk + chunk);
        } catch (SocketException closed) {
            // refused while it was still being sent
        }

        assertThat(firstLine(socket)).contains(" 413 ");
        assertHealthy();
    }

    @Test
    void refusesOtherMethodsPathsAndTypesWithBareStatuses() throws Exception {
        assertStatus(404, request("/flows/other").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertStatus(404, request("/").GET());
        assertStatus(405, request("/flows/vectors").GET());
        assertStatus(
                415,
                request("/flows/vectors")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertStatus(
                415,
                request("/flows/vectors")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertStatus(432, request("/flows/vectors").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertHealthy();
    }

    @Test
    void saysWhichMethodIsAllowed() throws Exception {
        var answer = client.send(request("/flows/vectors").GET().build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("allow")).contains("POST");
    }

    @Test
    void acceptsARequestWithoutContentType() throws Exception {
        var vector = Requests.PING;

        assertStatus(
                200,
                request("/flows/vectors")
                        .header("X-Hub-Signature-256", vector.signature())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(vector.body())));
    }

    /** One of them is right, and a proxy before us might have looked at the other. */
    @Test
    void twoSignaturesProveNothing() throws Exception {
        var vector = Requests.PING;
        var wrong = "sha256=" + "0".repeat(64);

        for (var signatures : List.of(List.of(vector.signature(), wrong), List.of(wrong, vector.signature()))) {
            var two = request("/flows/vectors").POST(HttpRequest.BodyPublishers.ofByteArray(vector.body()));
            signatures.forEach(signature -> two.header("X-Hub-Signature-256", signature));
            assertStatus(432, two);
        }
        assertHealthy();
    }

    @Test
    void survivesWhatIsNotHttp() throws Exception {
        for (var noise : List.of("\0\1\2\3\r\n\r\n", "GET\r\n\r\n", "POST / HTTP/9.9\r\n\r\n", "A".repeat(40_000))) {
            connect(noise);
        }
        assertHealthy();
    }

    @Test
    void answersHealthChecksWhileTwoHundredUploadsStall() throws Exception {
        for (int i = 0; i < 200; i++) {
            connect(HEAD + "Content-Length: 5000\r\n\r\n{\"encrypted");
        }

        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertHealthy();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void closesAConnectionWhoseBodyTricklesBeyondTheDeadline() throws Exception {
        restart(ServerLimits.defaults().withRequestDeadline(Duration.ofMillis(600)));
        var socket = connect(HEAD + "Content-Length: 5000\r\n\r\n");

        assertClosedWhileTrickling(socket, "x");
        assertHealthy();
    }

    @Test
    void closesAConnectionWhoseHeaderTrickles() throws Exception {
        restart(ServerLimits.defaults().withIdleTimeout(Duration.ofMillis(600)));
        var socket = connect("POST /flows/vectors HTTP/1.1\r\n");

        assertClosedWhileTrickling(socket, "X-A: b\r\n");
        assertHealthy();
    }

    @Test
    void refusesBodiesBeyondTheMemoryForAllOfThem() throws Exception {
        restart(ServerLimits.defaults()
                .withMaxBodyBytes(250_000)
                .withMaxBufferedBytes(250_000)
                .withRequestDeadline(Duration.ofSeconds(30))
                .withStopTimeout(Duration.ofSeconds(1)));
        var holding = connect(HEAD + "Content-Length: 249000\r\n\r\n" + "x".repeat(200_000));
        var second = connect(HEAD + "Content-Length: 249000\r\n\r\n" + "x".repeat(200_000));

        var refused = Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> {
                            for (var socket : List.of(holding, second)) {
                                if (socket.getInputStream().available() > 0) {
                                    return firstLine(socket);
                                }
                            }
                            return "";
                        },
                        line -> !line.isEmpty());

        assertThat(refused).contains(" 503 ");
        assertHealthy(); // since large bodies leave small ones their room
    }

    private void assertClosedWhileTrickling(Socket socket, String drop) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try {
                        Requests.say(socket, drop);
                        return false;
                    } catch (SocketException closed) {
                        return true;
                    }
                });
    }

    private static PenstockServer serve(ServerLimits limits) {
        return PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .limits(limits)
                .start();
    }

    private void restart(ServerLimits limits) {
        server.close();
        server = serve(limits);
    }

    private Socket connect(String said) throws IOException {
        var socket = Requests.connect(server.uri(), said);
        sockets.add(socket);
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        int c;
        while ((c = socket.getInputStream().read()) >= 0 && c != '\n') {
            line.append((char) c);
        }
        return line.toString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path)).timeout(Duration.ofSeconds(10));
    }

    private void assertStatus(int status, HttpRequest.Builder request) throws Exception {
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status != 200) {
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEmpty();
        }
    }

    private void assertHealthy() throws Exception {
        var answer = Requests.post(client, server.uri().resolve("/flows/vectors"), Requests.PING);

        assertThat(new String(answer.body(), StandardCharsets.US_ASCII)).isEqualTo(Requests.PING.responseBody());
    }
}
