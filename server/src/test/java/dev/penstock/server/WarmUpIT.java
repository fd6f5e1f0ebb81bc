package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.endpoint.EnvelopeVectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Java does once is done before anybody is let in. */
class WarmUpIT {

    private static final int STARTS = 5;

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

    /** Each start is a new process, and the best of some counts: other work on the machine only adds time. */
    @Test
    void theFirstRequestTakesHardlyLongerThanThoseThatFollow() throws Exception {
        try (var warm = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .start()) {
            for (int i = 0; i < 50; i++) {
                millis(warm.uri()); // so that the client is warm
            }
        }
        double best = Double.MAX_VALUE;
        for (int i = 0; i < STARTS && best >= 10; i++) {
            best = Math.min(best, firstToTenth());
        }

        assertThat(best).as("the first in times the tenth").isLessThan(10);
    }

    private double firstToTenth() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FreshServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            var uri = URI.create(out.lines()
                    .filter(line -> line.startsWith("http"))
                    .findFirst()
                    .orElseThrow());
            double first = millis(uri);
            var following = new double[14];
            for (int i = 0; i < following.length; i++) {
                following[i] = millis(uri);
            }
            var aroundTheTenth = Arrays.copyOfRange(following, 4, following.length);
            Arrays.sort(aroundTheTenth);
            return first / aroundTheTenth[aroundTheTenth.length / 2];
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private double millis(URI server) throws Exception {
        long begin = System.nanoTime();
        var answer = Requests.post(client, server.resolve("/flows/vectors"), Requests.PING);
        double millis = (System.nanoTime() - begin) / 1e6;
        assertThat(answer.statusCode()).isEqualTo(200);
        return millis;
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
