package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.endpoint.EnvelopeVectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Java does once is done before anybody is let in. */
class WarmUpIT {

    /** With what HTTP itself loads at its first request; without a warm-up it was several times as many. */
    private static final int MAX_CLASSES_OF_THE_FIRST_REQUEST = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void isNotReadyBeforeItIsWarm() throws Exception {
        var warmingUp = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        int adminPort = freePort();
        var endpoint = Requests.echo()
                .keyset(() -> {
                    warmingUp.countDown();
                    await(mayGoOn);
                    return EnvelopeVectors.keyset();
                })
                .build();
        var starting = CompletableFuture.supplyAsync(() -> PenstockServer.builder()
                .endpoint(endpoint)
                .port(0)
                .adminPort(adminPort)
                .start());
        warmingUp.await();

        boolean wasReady = isReady(adminPort);
        mayGoOn.countDown();

        try (var _ = starting.get()) {
            assertThat(wasReady).as("ready before it was warm").isFalse();
            assertThat(isReady(adminPort)).as("ready afterwards").isTrue();
        }
    }

    /** What takes the time of a first request is loading classes, and they can be counted on a machine of any speed. */
    @Test
    void theFirstRequestLoadsFewClassesThatTheServerHadNotLoadedBefore() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FreshServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader(StandardCharsets.US_ASCII);
                var in = process.outputWriter(StandardCharsets.US_ASCII)) {
            var uri = URI.create(out.lines()
                    .filter(line -> line.startsWith("http"))
                    .findFirst()
                    .orElseThrow());
            int before = loadedClasses(in, out);
            assertThat(Requests.post(client, uri.resolve("/flows/vectors"), Requests.PING)
                            .statusCode())
                    .isEqualTo(200);

            assertThat(loadedClasses(in, out) - before)
                    .as("classes that the first request loaded")
                    .isLessThan(MAX_CLASSES_OF_THE_FIRST_REQUEST);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static int loadedClasses(Writer in, BufferedReader out) throws IOException {
        in.write("count\n");
        in.flush();
        return Integer.parseInt(out.readLine());
    }

    private boolean isReady(int adminPort) throws InterruptedException {
        var ready = URI.create("http://127.0.0.1:%d/ready".formatted(adminPort));
        try {
            return client.send(
                                    HttpRequest.newBuilder(ready)
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
