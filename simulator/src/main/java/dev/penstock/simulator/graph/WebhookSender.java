package dev.penstock.simulator.graph;

import dev.penstock.json.StrictJson;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Delivers webhooks as Meta does: signed, and again until the answer is 200. */
final class WebhookSender implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;
    private final RequestSignature signature;
    private final int tries;
    private final Duration pause;

    WebhookSender(URI target, AppSecrets secrets, int tries, Duration pause) {
        this.target = target;
        this.signature = RequestSignature.of(secrets);
        this.tries = tries;
        this.pause = pause;
    }

    /** How often it was tried until the answer was 200; 0 if it never was. */
    int deliver(Map<String, Object> payload) throws InterruptedException {
        var body = StrictJson.write(payload);
        for (int attempt = 1; attempt <= tries; attempt++) {
            var request = HttpRequest.newBuilder(target)
                    .timeout(LIMIT)
                    .header("Content-Type", "application/json")
                    .header(RequestSignature.HEADER, signature.sign(body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return attempt;
                }
            } catch (IOException unreachable) {
                // As for any other answer: again.
            }
            Thread.sleep(pause);
        }
        return 0;
    }

    URI target() {
        return target;
    }

    static boolean verify(URI target, String verifyToken) throws InterruptedException {
        var challenge = "1158201444";
        var query = (target.getRawQuery() == null ? "?" : "&") + "hub.mode=subscribe&hub.challenge=" + challenge
                + "&hub.verify_token=" + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(target + query))
                            .timeout(LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().equals(challenge);
        } catch (IOException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
