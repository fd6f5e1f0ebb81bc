package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers take memory until they have been sent, and there is a bound to it. */
class LargeAnswersIT {

    /** More than the buffers of the system take. */
    private static final int LARGE = 9_000_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Socket> sockets = new ArrayList<>();
    private final String image = "x".repeat(LARGE);
    private final PenstockServer server = PenstockServer.builder()
            .endpoint(Requests.endpoint(Flow.named("large")
                            .onInit(request -> NextScreen.of("FIRST"))
                            .around((request, next) -> NextScreen.of("DETAILS").with("image", image))
                            .build())
                    .build())
            .port(0)
            .limits(ServerLimits.defaults()
                    .withMaxBodyBytes(1_000_000)
                    .withMaxBufferedBytes(20_000_000)
                    .withMaxConcurrentRequests(100)
                    .withMaxWaitingRequests(100)
                    .withRequestDeadline(Duration.ofSeconds(60))
                    .withIdleTimeout(Duration.ofSeconds(60))
                    .withStopTimeout(Duration.ofSeconds(1)))
            .start();

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
        client.close();
    }

    @Test
    void answerIsRefusedWhileThoseThatNobodyReadsTakeTheMemory() throws Exception {
        var unread = ask();
        assertThat(unread.getInputStream().read()).as("its answer begins").isEqualTo('H');

        try (var second = ask()) {
            assertThat(Requests.readAnswer(second).status()).isEqualTo(503);
        }
        assertThat(status(Requests.PING)).as("small ones have their own").isEqualTo(200);

        unread.close();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status(Requests.DATA_EXCHANGE) == 200);
    }

    @Test
    void largeAnswerArrivesWhole() throws Exception {
        for (int i = 0; i < 3; i++) {
            var answer = Requests.post(client, server.uri().resolve("/flows/large"), Requests.DATA_EXCHANGE);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSizeGreaterThan(LARGE);
            assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(answer.body().length);
        }
    }

    private int status(dev.penstock.endpoint.EnvelopeVectors.Case vector) throws Exception {
        return Requests.post(client, server.uri().resolve("/flows/large"), vector)
                .statusCode();
    }

    private Socket ask() throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()));
        socket.setSoTimeout(20_000);
        Requests.say(
                socket,
                ("POST /flows/large HTTP/1.1\r\nHost: localhost\r\nX-Hub-Signature-256: %s\r\nContent-Length:"
                                + " %d\r\n\r\n%s")
                        .formatted(
                                Requests.DATA_EXCHANGE.signature(),
                                Requests.DATA_EXCHANGE.body().length,
                                new String(Requests.DATA_EXCHANGE.body(), StandardCharsets.ISO_8859_1)));
        return socket;
    }
}
