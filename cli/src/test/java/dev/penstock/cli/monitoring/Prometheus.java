package dev.penstock.cli.monitoring;

import static org.awaitility.Awaitility.await;

import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes each second, with rules that are looked at each second, and tells an Alertmanager. */
final class Prometheus implements AutoCloseable {

    private final Process process;
    private final URI uri;
    private final HttpClient client = HttpClient.newHttpClient();

    private Prometheus(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Scrapes what is at a port of this machine. */
    static Prometheus scraping(int scraped, Path folder, String rules, int alertmanager) throws IOException {
        int port = Tool.freePort();
        var config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: ["%s"]
                alerting:
                  alertmanagers:
                    - static_configs:
                        - targets: ["127.0.0.1:%d"]
                scrape_configs:
                  - job_name: penstock
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(
                        Files.writeString(folder.resolve("rules.yml"), rules), alertmanager, scraped));
        var process = Tool.named("prometheus")
                .start(
                        folder.resolve("prometheus.log"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--rules.alert.resend-delay=1s",
                        "--web.listen-address=127.0.0.1:" + port);
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

    /**
     * What a query gave over time.
     *
     * @param from when the picture begins, in seconds since 1970
     * @param to when it ends
     */
    record Line(String legend, double from, double to, List<Point> points) {}

    /** A value at a moment, in seconds since 1970. */
    record Point(double at, double value) {}

    /** What a query gave at each of so many moments from then on until now. */
    List<Line> range(Board.Query query, Instant since, int moments) throws IOException, InterruptedException {
        double from = since.toEpochMilli() / 1_000.0;
        double to = System.currentTimeMillis() / 1_000.0;
        var path = String.format(
                Locale.ROOT,
                "api/v1/query_range?query=%s&start=%.3f&end=%.3f&step=%.3f",
                URLEncoder.encode(query.over("10s"), StandardCharsets.UTF_8),
                from,
                to,
                (to - from) / moments);
        return list(map(get(path), "data"), "result").stream()
                .map(series -> new Line(query.legend(map(series, "metric")), from, to, points(series)))
                .toList();
    }

    private static List<Point> points(Map<String, Object> series) {
        return ((List<?>) Objects.requireNonNull(series.get("values")))
                .stream()
                        .map(each -> (List<?>) each)
                        .map(each -> new Point(number(each.get(0)), number(each.get(1))))
                        .toList();
    }

    private static double number(Object json) {
        var text = String.valueOf(json).replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
        return Double.parseDouble(text);
    }

    private static double value(Map<String, Object> series) {
        return number(((List<?>) Objects.requireNonNull(series.get("value"))).get(1));
    }

    /** The alerts that are raised, or on their way to be: name and Flow. */
    Set<String> alerts() throws IOException, InterruptedException {
        return list(map(get("api/v1/alerts"), "data"), "alerts").stream()
                .map(alert -> Told.nameOf(map(alert, "labels")))
                .collect(Collectors.toCollection(TreeSet::new));
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
        Tool.stop(process);
        client.close();
    }
}
