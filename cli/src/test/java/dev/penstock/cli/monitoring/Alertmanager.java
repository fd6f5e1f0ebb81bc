package dev.penstock.cli.monitoring;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real Alertmanager, with the example that people copy, which does not let anybody wait. */
record Alertmanager(Process process, int port) implements AutoCloseable {

    /** It tells whoever listens at a port of this machine. */
    static Alertmanager telling(int receiver, Path folder, String example) throws IOException {
        int port = Tool.freePort();
        var config = Files.writeString(
                folder.resolve("alertmanager.yml"),
                example.replace("127.0.0.1:9999", "127.0.0.1:" + receiver)
                        .replaceAll("group_wait: \\S+", "group_wait: 1s")
                        .replaceAll("group_interval: \\S+", "group_interval: 1s"));
        var process = Tool.named("prometheus-alertmanager")
                .start(
                        folder.resolve("alertmanager.log"),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("alerts"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port);
        return new Alertmanager(process, port);
    }

    void awaitReady() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/-/ready".formatted(port)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }

    @Override
    public void close() {
        Tool.stop(process);
    }
}
