package dev.penstock.examples.booking.drill;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointListener;
import dev.penstock.examples.booking.BookingDatabase;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.BookingServer;
import dev.penstock.examples.booking.Language;
import dev.penstock.examples.booking.database.EmbeddedServer;
import dev.penstock.json.StrictJson;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.testing.RequestEnvelope;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same request, byte for byte, comes several times at once to two replicas behind a balancer. Exactly one of them
 * may run a handler, and all must give the same bytes. Both replicas are in this process, so that their handlers can be
 * counted; they have a pool each and share nothing but the database.
 */
public final class RepeatDrill {

    private static final int COPIES = 6;

    private final Report report;
    private final AtomicInteger handled = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();

    private RepeatDrill(Report report) {
        this.report = report;
    }

    /**
     * Runs the drill.
     *
     * @param rounds how many requests are repeated
     * @return what was counted
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Report run(int rounds) throws InterruptedException {
        var report = new Report("repeat");
        try {
            var directory = Files.createTempDirectory("penstock-drill");
            try (var server = EmbeddedServer.start(directory, OptionalInt.empty())) {
                new RepeatDrill(report).run(server.settings().url(), rounds);
            }
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The drill could not be set up or cleared away.", failed);
        }
        return report;
    }

    private void run(String url, int rounds) throws IOException, InterruptedException {
        var privateKey = PrivateKeys.generate();
        var keyset = Keyset.of(privateKey);
        var secrets = AppSecrets.of(UUID.randomUUID().toString());
        EndpointListener counting = event -> {
            if (event instanceof EndpointEvent.Answered answered && !answered.replayed()) {
                handled.incrementAndGet();
            }
        };
        try (var one = BookingDatabase.at(url, DrillWorld.ZONE);
                var other = BookingDatabase.at(url, DrillWorld.ZONE);
                var first = BookingServer.start(one.dataSource(), flows(one), keyset, secrets, 0, counting);
                var second = BookingServer.start(other.dataSource(), flows(other), keyset, secrets, 0, counting);
                var balancer = Balancer.start(
                        List.of(first.uri().getPort(), second.uri().getPort()))) {
            var data = new DrillData(one.dataSource());
            data.performance("repeat", rounds);
            var uri = URI.create("http://127.0.0.1:%d/flows/seats".formatted(balancer.port()));
            for (int round = 0; round < rounds; round++) {
                var seat = "%s%d".formatted((char) ('A' + round / 100), round % 100 + 1);
                buyOnce(uri, BusinessPublicKey.of(privateKey), secrets, seat);
            }
            long booked = data.count("SELECT count(*) FROM seat_booking");
            report.put("bookings in the database", booked);
            report.require(booked == rounds, "%d bookings for %d people.".formatted(booked, rounds));
        }
    }

    private BookingFlows flows(BookingDatabase database) {
        return BookingFlows.of(
                database.dataSource(),
                InstantSource.system(),
                DrillWorld.ZONE,
                Language.ENGLISH,
                () -> MediaDecryptor.over(http).build());
    }

    private void buyOnce(URI uri, BusinessPublicKey key, AppSecrets secrets, String seat) throws InterruptedException {
        var token = FlowTokens.of(secrets).issue(BookingFlows.SEATS, "drill");
        for (var step : List.of(
                step("PERFORMANCE", token, Map.of("performance", "repeat")),
                step("SEATS", token, Map.of("trigger", "hold", "section", "stalls", "seats", List.of(seat))),
                step("HOLD", token, Map.of("trigger", "continue", "name", "Drill", "email", "")),
                step("SUMMARY", token, Map.of("seats", "repeat|" + seat)))) {
            var envelope = RequestEnvelope.seal(StrictJson.write(step), key);
            int before = handled.get();
            var answers = copies(uri, envelope.body(), RequestSignature.of(secrets));
            int runs = handled.get() - before;
            report.add("requests repeated", 1);
            report.add("copies sent", COPIES);
            report.add("handlers run", runs);
            report.require(runs == 1, "%d handlers ran for one request.".formatted(runs));
            report.require(new HashSet<>(answers).size() == 1, "Copies of one request got different answers.");
            report.require(
                    envelope.open(answers.getFirst().getBytes(StandardCharsets.ISO_8859_1))
                            .isPresent(),
                    "An answer does not open.");
        }
    }

    private static Map<String, Object> step(String screen, String token, Map<String, Object> data) {
        return Map.of("version", "4.0", "action", "data_exchange", "screen", screen, "data", data, "flow_token", token);
    }

    private List<String> copies(URI uri, byte[] body, RequestSignature signature) throws InterruptedException {
        var copies = new ArrayList<Callable<String>>();
        for (int i = 0; i < COPIES; i++) {
            copies.add(() -> {
                var request = HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(10))
                        .header(RequestSignature.HEADER, signature.sign(body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
                report.require(answer.statusCode() == 200, "An answer has status " + answer.statusCode() + ".");
                return answer.body();
            });
        }
        return Together.run(copies);
    }
}
