package dev.penstock.gateway.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.json.StrictJson;
import dev.penstock.test.Phone;
import dev.penstock.test.Phone.Sealed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Taps until it has a booking, and once more; every request comes to every gateway at once, and then again. */
final class DrillPerson {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final int TAPS = 400;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String token;
    private final Phone phone;
    private final List<Integer> gateways;
    private final Set<String> bookings = new TreeSet<>();
    private int answers;

    DrillPerson(String token, Phone phone, List<Integer> gateways) {
        this.token = token;
        this.phone = phone;
        this.gateways = gateways;
    }

    String token() {
        return token;
    }

    /** All that it was told; more than one would be wrong. */
    Set<String> bookings() {
        return bookings;
    }

    int answers() {
        return answers;
    }

    void book() throws InterruptedException {
        for (int tap = 0; bookings.isEmpty() && tap < TAPS; tap++) {
            tap();
            Thread.sleep(PAUSE);
        }
        tap();
    }

    private void tap() {
        var sealed = phone.seal(Map.of(
                "version", "4.0",
                "action", "data_exchange",
                "screen", "BOOK",
                "flow_token", token,
                "data", Map.of("seat", "A1")));
        var ciphertexts = new HashSet<String>();
        for (int again = 0; again < 2; again++) {
            var sent = gateways.stream().map(port -> send(sealed, port)).toList();
            sent.forEach(each -> each.join().ifPresent(ciphertexts::add));
        }
        assertThat(ciphertexts).as("answers to the same bytes").hasSizeLessThanOrEqualTo(1);
        ciphertexts.forEach(each -> note(sealed, each));
    }

    private static CompletableFuture<Optional<String>> send(Sealed sealed, int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/flows/book".formatted(port)))
                .timeout(PATIENCE)
                .header("X-Hub-Signature-256", sealed.request().signature())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(sealed.request().body()))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString())
                .thenApply(answer -> answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.<String>empty())
                .exceptionally(failed -> {
                    assertThat(failed).hasRootCauseInstanceOf(IOException.class);
                    return Optional.empty();
                });
    }

    private void note(Sealed sealed, String ciphertext) {
        answers++;
        var answer = StrictJson.readObject(
                sealed.open(ciphertext.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        if ("SUCCESS".equals(answer.get("screen"))
                && answer.get("data") instanceof Map<?, ?> data
                && data.get("extension_message_response") instanceof Map<?, ?> response
                && response.get("params") instanceof Map<?, ?> params) {
            bookings.add(String.valueOf(params.get("booking_id")));
        }
    }
}
