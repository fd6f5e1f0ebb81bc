package dev.penstock.conformance;

import dev.penstock.conformance.Craft.Crafted;
import dev.penstock.testing.internal.NoAnswer;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends what scenarios craft to one endpoint. Thread-safe. */
final class Probe implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ConformanceTarget target;
    private final HttpClient http;
    private @Nullable Baseline baseline;

    Probe(ConformanceTarget target) {
        this.target = target;
        this.http = client(target);
    }

    private static HttpClient client(ConformanceTarget target) {
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(target.version())
                .connectTimeout(CONNECT);
        target.access().sslContext().ifPresent(client::sslContext);
        return client.build();
    }

    ConformanceTarget target() {
        return target;
    }

    /** What a plain health check comes to; asked once, since much cannot be judged without it. */
    synchronized Baseline baseline() {
        var known = baseline;
        if (known == null) {
            var ping = craft(ping()).seal();
            var reply = send(ping);
            known = new Baseline(reply, Opening.of(ping, reply.body()));
            baseline = known;
        }
        return known;
    }

    /** The health check, and what is wrong with its answer. */
    record Baseline(Reply reply, Opening opening) {

        /** Whether requests are accepted as signed and are decrypted. */
        boolean opensRequests() {
            return reply.status() == 200;
        }
    }

    // Clear requests. Their fields are those of docs/reference/protocol.md, section 1.3.

    static Map<String, Object> ping() {
        var ping = new LinkedHashMap<String, Object>();
        ping.put("version", "3.0");
        ping.put("action", "ping");
        return ping;
    }

    Map<String, Object> init() {
        return request("INIT", "", Map.of());
    }

    Map<String, Object> request(String action, String screen, Map<String, ?> data) {
        var request = new LinkedHashMap<String, Object>();
        request.put("version", "3.0");
        request.put("action", action);
        request.put("screen", screen);
        request.put("data", data);
        request.put("flow_token", target.flowToken());
        return request;
    }

    Craft craft(Map<String, Object> clear) {
        return Craft.of(clear, target.access().key());
    }

    Craft craft(byte[] clear) {
        return Craft.of(clear, target.access().key());
    }

    // Ways to send.

    Reply send(Crafted request) {
        return post(request.body(), sign(request.body()));
    }

    CompletableFuture<Reply> sendAsync(Crafted request) {
        return postAsync(request.body(), headers(sign(request.body())), post -> post);
    }

    Reply post(byte[] body, Optional<String> signature) {
        return post(body, signature, post -> post);
    }

    Reply post(byte[] body, Optional<String> signature, UnaryOperator<HttpRequest.Builder> change) {
        return postAsync(body, headers(signature), change).join();
    }

    Optional<String> sign(byte[] body) {
        return target.access().signature().map(signature -> signature.sign(body));
    }

    static Map<String, String> headers(Optional<String> signature) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        signature.ifPresent(value -> headers.put(RequestSignature.HEADER, value));
        return headers;
    }

    CompletableFuture<Reply> postAsync(
            byte[] body, Map<String, String> headers, UnaryOperator<HttpRequest.Builder> change) {
        var post = HttpRequest.newBuilder(target.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(post::setHeader);
        return exchange(change.apply(post).build());
    }

    /** Asks with another method than POST. */
    Reply ask(String method) {
        var request = HttpRequest.newBuilder(target.endpoint())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return exchange(request).join();
    }

    /**
     * Sends it again over a connection of its own when the connection broke. An endpoint may close an idle
     * one at any time, for example after refusing the body of the scenario before. That is no answer to this request.
     */
    private CompletableFuture<Reply> exchange(HttpRequest request) {
        return exchange(http, request).thenCompose(reply -> {
            if (!reply.isBroken()) {
                return CompletableFuture.completedFuture(reply);
            }
            var fresh = client(target);
            return exchange(fresh, request).whenComplete((again, failed) -> fresh.shutdownNow());
        });
    }

    private CompletableFuture<Reply> exchange(HttpClient client, HttpRequest request) {
        long started = System.nanoTime();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .orTimeout(target.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failed) -> reply(response, failed, started));
    }

    /** A connection on which bytes can be sent at any pace. */
    RawConnection connect() throws IOException {
        return RawConnection.open(target);
    }

    private static Reply reply(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failed, long started) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        if (response == null) {
            return Reply.none(reason(failed), took);
        }
        var headers = new HashMap<String, String>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new Reply(response.statusCode(), response.body(), headers, took, "");
    }

    private static String reason(@Nullable Throwable failed) {
        return switch (NoAnswer.of(failed)) {
            case NO_CONNECTION -> "no connection could be made within %d s".formatted(CONNECT.toSeconds());
            // The connection ended, whoever ended it: then a request is worth a second try.
            case CLOSED, RESET, BROKEN, NO_TLS, NO_HTTP -> Reply.BROKEN;
            case NoAnswer other -> other.inWords();
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
