package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Between serving and silence. */
class DrainIT {

    private static final String PATH = "/flows/vectors";

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"HTTP_1", "HTTP_1_BY_JDK"})
    void servesAndSaysThatTheConnectionEndsWhileProbesAreToldNo(Line line) throws Exception {
        var server = serve(line);
        try (var before = line.connect(server)) {
            assertThat(answer(before).headers()).doesNotContainKey("Connection");
            var stopping = Thread.ofVirtual().start(server::close);
            awaitNotReady(server);

            var told = answer(before);
            assertThat(told.status()).isEqualTo(200);
            assertThat(told.headers()).containsEntry("Connection", "close");
            assertThat(before.getInputStream().read()).as("closed after it").isEqualTo(-1);
            try (var after = line.connect(server)) {
                assertThat(answer(after).status())
                        .as("one that did not know yet")
                        .isEqualTo(200);
            }
            assertThat(probe(server, "live")).isEqualTo(200);
            stopping.join();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"HTTP_2", "HTTP_2_BY_CONSCRYPT"})
    void tellsConnectionsOfHttp2ToEndAndServesTheirRequests(Line line) throws Exception {
        var server = serve(line);
        try (var http2 = new Http2Socket(line.connect(server))) {
            int first = http2.request(false, Requests.fields(PATH, Requests.PING));
            var stopping = Thread.ofVirtual().start(server::close);
            awaitNotReady(server);
            http2.send(Http2Socket.DATA, Http2Socket.END_STREAM, first, Requests.PING.body());

            assertThat(http2.status(first)).isEqualTo(200);
            assertThat(http2.awaitEnd()).as("told by GOAWAY").isTrue();
            stopping.join();
        }
    }

    @Test
    void endsWhenNobodyAsksAnyMore() throws Exception {
        var server = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .start();
        Requests.post(client, server.uri().resolve(PATH), Requests.PING);
        long start = System.nanoTime();

        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void isStoppedOnceHoweverOftenItIsClosed() {
        var server = serve(PenstockServer.builder().port(0));
        server.close();
        long start = System.nanoTime();

        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void rollingRestartLosesNoneOfSixHundredRequests() throws Exception {
        var replicas = new AtomicReferenceArray<PenstockServer>(2);
        replicas.set(0, serve(PenstockServer.builder().port(0).adminPort(0)));
        replicas.set(1, serve(PenstockServer.builder().port(0).adminPort(0)));
        var statuses = new ArrayList<Future<Integer>>();
        try (var balancer = Executors.newVirtualThreadPerTaskExecutor()) {
            var restart = balancer.submit(() -> {
                for (int i = 0; i < 2; i++) {
                    var old = replicas.get(i);
                    old.close();
                    replicas.set(i, serve(PenstockServer.builder().port(0).adminPort(0)));
                }
                return null;
            });
            for (int i = 0; i < 600; i++) {
                int first = i % 2;
                statuses.add(balancer.submit((Callable<Integer>) () -> balanced(replicas, first)));
                Line.pass(20);
            }
            restart.get();
            for (var status : statuses) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            replicas.get(0).close();
            replicas.get(1).close();
        }
    }

    /**
     * As a balancer does it: another replica is asked only if one did not take the connection, or ended one that lay
     * idle at the very moment at which it was used again. HTTP/1.1 has no other way to end those.
     */
    private int balanced(AtomicReferenceArray<PenstockServer> replicas, int first) throws Exception {
        for (int i = first; i < first + 4; i++) {
            try {
                return ask(replicas.get(i % 2));
            } catch (ConnectException refused) {
                // the other one
            } catch (IOException ended) {
                if (!String.valueOf(ended.getMessage()).contains("received no bytes")) {
                    throw ended;
                }
            }
        }
        return 502;
    }

    private int ask(PenstockServer replica) throws Exception {
        return Requests.post(client, replica.uri().resolve(PATH), Requests.PING).statusCode();
    }

    private static Requests.Answer answer(Socket socket) throws Exception {
        Requests.say(
                socket,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nX-Hub-Signature-256: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(
                                PATH,
                                Requests.PING.signature(),
                                Requests.PING.body().length,
                                new String(Requests.PING.body(), java.nio.charset.StandardCharsets.US_ASCII)));
        return Requests.readAnswer(socket);
    }

    private void awaitNotReady(PenstockServer server) {
        Awaitility.await().until(() -> probe(server, "ready") == 503);
    }

    private int probe(PenstockServer server, String path) throws Exception {
        URI probe = server.adminUri().orElseThrow().resolve(path);
        return client.send(HttpRequest.newBuilder(probe).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private PenstockServer serve(Line line) throws Exception {
        return line.start(
                PenstockServer.builder().endpoint(Requests.echo().build()).adminPort(0), directory);
    }

    private static PenstockServer serve(PenstockServerBuilder builder) {
        return builder.endpoint(Requests.echo().build()).start();
    }
}
