package dev.penstock.metrics;

import static org.awaitility.Awaitility.await;

import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes each second, with rules that are looked at each second. */
final class Prometheus implements AutoCloseable {

    private final Process process;
    private final URI uri;
    private final HttpClient client = HttpClient.newHttpClient();

    private Prometheus(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Scrapes what is at a port of this machine. */
    static Prometheus scraping(int scraped, Path folder, String rules) throws IOException {
        var program = Tool.named("prometheus").program();
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: penstock
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(
                        Files.writeString(folder.resolve("rules.yml"), rules), scraped));
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:%d/".formatted(port)));
    }

    /** What a query gives now: labels and value of each series. */
    List<Sample> query(String expression) throws IOException, InterruptedException {
        var answer = get("api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!"success".equals(answer.get("status"))) {
            throw new AssertionError(expression + ": " + answer);
        }
        return list(map(answer, "data"), "result").stream()
                .map(series -> new Sample(map(series, "metric"), value(series)))
                .toList();
    }

    /** A series at one moment. */
    record Sample(Map<String, Object> labels, double value) {}

    private static double value(Map<String, Object> series) {
        return Double.parseDouble(String.valueOf(((List<?>) Objects.requireNonNull(series.get("value"))).get(1)));
    }

    /** The alerts that are raised, or on their way to be, by name. */
    List<String> alerts() throws IOException, InterruptedException {
        return list(map(get("api/v1/alerts"), "data"), "alerts").stream()
                .map(alert -> String.valueOf(map(alert, "labels").get("alertname")))
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }

    void awaitScrape() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> query("up{job=\"penstock\"}").stream().anyMatch(sample -> sample.value() == 1));
    }

    private Map<String, Object> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        var body = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        return StrictJson.readObject(body);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> from, String name) {
        return (Map<String, Object>) Objects.requireNonNull(from.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> from, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(from.get(name), name);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
