package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EnvelopeVectors;
import dev.penstock.endpoint.FlowEndpoint;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints that come and go while the server runs. */
class EndpointDirectoryIT {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, ServedEndpoint> known = new ConcurrentHashMap<>();
    private PenstockServer server;

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private void start(EndpointDirectory directory) {
        server = PenstockServer.builder()
                .port(0)
                .adminPort(0)
                .endpoints(directory)
                .adminAction("/count", () -> new AdminReply(200, known.size() + "\n"))
                .start();
    }

    private void startWithKnown() {
        start(path -> CompletableFuture.completedFuture(Optional.ofNullable(known.get(path))));
    }

    private static ServedEndpoint echo() {
        return new ServedEndpoint(Requests.echo().build(), Optional.empty());
    }

    private int status(String path, EnvelopeVectors.Case vector) throws Exception {
        return Requests.post(client, server.uri().resolve(path), vector).statusCode();
    }

    @Test
    void servesWhatTheDirectoryFindsAsLongAsItDoes() throws Exception {
        startWithKnown();
        assertThat(status("/a", Requests.PING)).isEqualTo(404);

        known.put("/a", echo());
        assertThat(status("/a", Requests.PING)).isEqualTo(200);
        assertThat(status("/b", Requests.PING)).isEqualTo(404);

        known.clear();
        assertThat(status("/a", Requests.PING)).isEqualTo(404);
    }

    @Test
    void givesOutFilesOfAFolderBesideEndpoints() throws Exception {
        var large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        known.put("/files/deep/a", echo());
        server = PenstockServer.builder()
                .port(0)
                .endpoints(path -> CompletableFuture.completedFuture(Optional.ofNullable(known.get(path))))
                .files(
                        "/files",
                        name -> name.equals("large~1")
                                ? new FileAnswer(200, Map.of("Content-Type", "image/png"), large)
                                : FileAnswer.bare(404))
                .start();

        var file = client.send(
                HttpRequest.newBuilder(server.uri().resolve("/files/large~1")).build(), BodyHandlers.ofByteArray());
        assertThat(file.body()).isEqualTo(large);
        assertThat(file.headers().firstValue("content-type")).contains("image/png");
        for (var path : List.of("/files/other", "/files/", "/files", "/files/deep/large~1", "/x/files/large~1")) {
            assertThat(client.send(
                                    HttpRequest.newBuilder(server.uri().resolve(path))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(status("/files/large~1", Requests.PING)).isEqualTo(405);
        assertThat(status("/files/deep/a", Requests.PING)).isEqualTo(200);
    }

    @Test
    void waitsForWhatHasToBeLoaded() throws Exception {
        var loaded = new CompletableFuture<Optional<ServedEndpoint>>();
        start(path -> loaded);
        var asked = client.sendAsync(
                Requests.request(server.uri().resolve("/a"), Requests.PING).build(), BodyHandlers.discarding());

        loaded.complete(Optional.of(echo()));

        assertThat(asked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void answers503WhereTheDirectoryFailsNowOrLater() throws Exception {
        start(path -> {
            if (path.equals("/now")) {
                throw new IllegalStateException("no database");
            }
            return CompletableFuture.failedFuture(new IllegalStateException("no database"));
        });

        assertThat(status("/now", Requests.PING)).isEqualTo(503);
        assertThat(status("/later", Requests.PING)).isEqualTo(503);
    }

    @Test
    void asksTheDirectoryForNothingThatIsServedOtherwise() throws Exception {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        server = PenstockServer.builder()
                .port(0)
                .endpoint("/fixed", Requests.echo().build())
                .endpoints(path -> {
                    asked.add(path);
                    return CompletableFuture.completedFuture(Optional.empty());
                })
                .start();

        assertThat(status("/fixed", Requests.PING)).isEqualTo(200);
        assertThat(asked).doesNotContain("/fixed");
    }

    @Test
    void letsASlowTenantTakeNoMoreThanItsQuota() throws Exception {
        var arrived = new Semaphore(0);
        var goOn = new CountDownLatch(1);
        var slow = Flow.named("vectors")
                .onInit(request -> NextScreen.of("FIRST"))
                .around((request, next) -> {
                    arrived.release();
                    goOn.await();
                    return NextScreen.of("DETAILS");
                })
                .build();
        FlowEndpoint endpoint = Requests.endpoint(slow).build();
        known.put("/slow", new ServedEndpoint(endpoint, Optional.of(RequestQuota.of(1, 0))));
        known.put("/other", echo());
        startWithKnown();
        var first = client.sendAsync(
                Requests.request(server.uri().resolve("/slow"), Requests.DATA_EXCHANGE)
                        .build(),
                BodyHandlers.discarding());
        assertThat(arrived.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

        assertThat(status("/slow", Requests.PING)).isEqualTo(503);
        assertThat(status("/other", Requests.PING)).isEqualTo(200);
        goOn.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(status("/slow", Requests.PING)).isEqualTo(200);
    }

    @Test
    void doesAnActionForOperatorsByPostOnItsOwnPort() throws Exception {
        startWithKnown();
        var action = server.adminUri().orElseThrow().resolve("/count");

        var done = client.send(
                HttpRequest.newBuilder(action).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).isEqualTo("0\n");
        assertThat(client.send(HttpRequest.newBuilder(action).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
        assertThat(status("/count", Requests.PING)).isEqualTo(404);
    }
}
