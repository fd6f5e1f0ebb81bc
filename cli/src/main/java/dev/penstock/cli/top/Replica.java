package dev.penstock.cli.top;

import dev.penstock.metrics.text.Exposition;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One process that shows metrics. */
record Replica(URI page) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** 10,000 endpoints with labels of their own would not fill it. */
    private static final int MOST_BYTES = 256 << 20;

    /** What it showed, or why it did not. */
    record Look(URI page, ReplicaSamples samples, String problem) {

        boolean isUp() {
            return problem.isEmpty();
        }
    }

    /** At the admin port, or at any page that is named. */
    static Replica at(URI url) {
        var path = url.getPath();
        return new Replica(path == null || path.isEmpty() || path.equals("/") ? url.resolve("/metrics") : url);
    }

    Look look(HttpClient client) throws InterruptedException {
        var request = HttpRequest.newBuilder(page)
                .timeout(PATIENCE)
                .header("Accept", "text/plain")
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return answer.statusCode() == 200 ? read(body) : away("it answers " + answer.statusCode());
            }
        } catch (IOException none) {
            return away("it cannot be reached");
        }
    }

    private Look read(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_BYTES);
        var samples = Exposition.read(new String(bytes, StandardCharsets.UTF_8));
        return samples.isEmpty()
                ? away("there are no metrics of Penstock")
                : new Look(page, new ReplicaSamples(samples), "");
    }

    private Look away(String problem) {
        return new Look(page, new ReplicaSamples(List.of()), problem);
    }
}
