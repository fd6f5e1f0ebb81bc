package dev.penstock.gateway.measure;

import dev.penstock.test.Phone;
import dev.penstock.test.Phone.Sealed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** People at one URL, each asking as soon as it was answered. */
final class Asker {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Asker() {}

    static Sealed request(Phone phone) {
        return phone.seal(Map.of(
                "version", "4.0",
                "action", "data_exchange",
                "screen", "FORM",
                "flow_token", "token " + NUMBER.incrementAndGet(),
                "data", Map.of("name", "Ada")));
    }

    /** How long one took. */
    static long ask(URI uri, Sealed sealed) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("X-Hub-Signature-256", sealed.request().signature())
                .POST(BodyPublishers.ofByteArray(sealed.request().body()))
                .build();
        long begun = System.nanoTime();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        long took = System.nanoTime() - begun;
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return took;
    }

    /** Asks at each URL with some people for a while, and measures. */
    static Times measure(List<URI> uris, int people, Duration time, Phone phone) throws Exception {
        var isOver = new AtomicBoolean();
        var all = new ArrayList<Future<List<Long>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < people; i++) {
                var uri = uris.get(i % uris.size());
                all.add(threads.submit(() -> {
                    var times = new ArrayList<Long>();
                    while (!isOver.get()) {
                        times.add(ask(uri, request(phone)));
                    }
                    return times;
                }));
            }
            Thread.sleep(time);
            isOver.set(true);
            var nanos = new ArrayList<Long>();
            for (var one : all) {
                nanos.addAll(one.get());
            }
            return new Times(nanos.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
