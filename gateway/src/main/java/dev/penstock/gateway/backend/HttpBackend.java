package dev.penstock.gateway.backend;

import dev.failsafe.CircuitBreaker;
import dev.penstock.gateway.backend.BackendException.Reason;
import dev.penstock.gateway.internal.http.ClientTls;
import dev.penstock.gateway.internal.http.HttpAnswer;
import dev.penstock.gateway.internal.http.HttpTarget;
import dev.penstock.gateway.internal.http.HttpTroubleException;
import dev.penstock.gateway.internal.http.WebhookHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A backend behind HTTP/1.1 or HTTPS: the clear request is posted, the answer is read by {@link BackendAnswerReader}.
 *
 * <p>Headers: those of Standard Webhooks ({@code webhook-id}, {@code webhook-timestamp}, and with secrets
 * {@code webhook-signature}), {@code traceparent}, and {@code penstock-flow}, {@code penstock-request} (the id in the
 * gateway's log), {@code penstock-time-left} (milliseconds), {@code penstock-tenant} and {@code penstock-subject}
 * where there is one; in the last two everything but visible ASCII, and {@code %}, is percent-encoded UTF-8.
 *
 * <p>Redirects are never followed. Thread-safe.
 */
public final class HttpBackend implements Backend {

    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(502, 503, 504);
    private static final int SERVER_ERROR = 500;
    private static final int WAITING_SHARE = 4;

    /** Less is not worth a second try. */
    private static final Duration SHORTEST_TRY = Duration.ofMillis(200);

    private final HttpBackendBuilder settings;
    private final HttpTarget target;
    private final Semaphore places;
    private final Optional<CircuitBreaker<Object>> breaker;

    HttpBackend(HttpBackendBuilder settings) {
        this.settings = settings;
        this.target = new HttpTarget(
                settings.uri,
                settings.unixSocket,
                HttpTarget.isHttps(settings.uri)
                        ? Optional.of(ClientTls.context(settings.certificateAuthorities, settings.clientCertificate))
                        : Optional.empty(),
                settings.connectTimeout,
                settings.idleConnection,
                settings.maxAnswerBytes);
        this.places = new Semaphore(settings.connections, true);
        this.breaker = settings.breaker.map(HttpBackend::breaker);
    }

    /**
     * Begins a backend.
     *
     * @param uri where it is: {@code http} or {@code https}, without user and password
     * @return a builder
     * @throws IllegalArgumentException if the URL is not of that form
     */
    public static HttpBackendBuilder builder(URI uri) {
        return new HttpBackendBuilder(uri);
    }

    private static CircuitBreaker<Object> breaker(BackendBreaker breaker) {
        return CircuitBreaker.builder()
                .withFailureThreshold(breaker.failures(), breaker.of())
                .withSuccessThreshold(1)
                .withDelay(breaker.openFor())
                .build();
    }

    /** {@return whether the backend failed so often just now that it is left alone for a while} */
    public boolean isResting() {
        return breaker.map(CircuitBreaker::isOpen).orElse(false);
    }

    @Override
    public BackendAnswer ask(BackendRequest request) throws InterruptedException {
        long end = System.nanoTime() + request.timeLeft().toNanos();
        if (!places.tryAcquire(request.timeLeft().toNanos() / WAITING_SHARE, TimeUnit.NANOSECONDS)) {
            throw new BackendException(
                    Reason.BUSY,
                    ("%d requests are under way at the backend, as many as allowed: it is too slow, or allow it more"
                                    + " connections.")
                            .formatted(settings.connections));
        }
        try {
            return guarded(request, end);
        } finally {
            places.release();
        }
    }

    private BackendAnswer guarded(BackendRequest request, long end) throws InterruptedException {
        if (breaker.isPresent() && !breaker.get().tryAcquirePermit()) {
            throw new BackendException(
                    Reason.RESTING, "The backend failed so often just now that it is left alone for a while.");
        }
        boolean isWell = false;
        try {
            var answer = posted(request, end);
            isWell = answer.status() < SERVER_ERROR;
            return read(answer);
        } catch (BackendException failed) {
            isWell |= failed.reason() == Reason.TOO_LARGE;
            throw failed;
        } finally {
            record(isWell);
        }
    }

    private void record(boolean isWell) {
        breaker.ifPresent(open -> {
            if (isWell) {
                open.recordSuccess();
            } else {
                open.recordFailure();
            }
        });
    }

    private HttpAnswer posted(BackendRequest request, long end) throws InterruptedException {
        try {
            var answer = post(request, end);
            if (!settings.idempotent || !WORTH_ANOTHER_TRY.contains(answer.status()) || !isTimeLeft(end)) {
                return answer;
            }
        } catch (HttpTroubleException trouble) {
            if (!isWorthAnotherTry(trouble.kind()) || !isTimeLeft(end)) {
                throw failure(trouble);
            }
        }
        try {
            return post(request, end);
        } catch (HttpTroubleException again) {
            throw failure(again);
        }
    }

    private boolean isWorthAnotherTry(HttpTroubleException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> true;
            case BROKEN, LATE, GARBAGE -> settings.idempotent;
            case TOO_LARGE -> false;
        };
    }

    private static boolean isTimeLeft(long end) {
        return end - System.nanoTime() > SHORTEST_TRY.toNanos();
    }

    private HttpAnswer post(BackendRequest request, long end) throws HttpTroubleException, InterruptedException {
        var patience = Duration.ofNanos(Math.min(settings.timeout.toNanos(), Math.max(1, end - System.nanoTime())));
        return target.post(headers(request, patience), request.body(), patience);
    }

    private Map<String, String> headers(BackendRequest request, Duration patience) {
        var headers = new LinkedHashMap<>(settings.headers);
        headers.putAll(WebhookHeaders.of(request.id(), settings.clock.instant(), request.body(), settings.secrets));
        headers.put("accept", "application/json");
        headers.put("traceparent", request.traceparent());
        headers.put("penstock-flow", request.flow());
        headers.put("penstock-request", request.logId());
        headers.put("penstock-time-left", Long.toString(Math.max(1, patience.toMillis())));
        request.tenant().ifPresent(tenant -> headers.put("penstock-tenant", HeaderText.encode(tenant)));
        request.subject().ifPresent(subject -> headers.put("penstock-subject", HeaderText.encode(subject)));
        return headers;
    }

    private BackendAnswer read(HttpAnswer answer) {
        try {
            return BackendAnswerReader.read(answer.status(), answer.body());
        } catch (BackendException unfit) {
            if (!settings.revealsAnswers) {
                throw unfit;
            }
            throw new BackendException(
                    unfit.reason(),
                    "%s It begins with: %s".formatted(unfit.getMessage(), beginning(answer.body())),
                    unfit);
        }
    }

    private static String beginning(byte[] body) {
        int shown = Math.min(body.length, 300);
        return new String(body, 0, shown, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
    }

    private BackendException failure(HttpTroubleException trouble) {
        var advice = switch (trouble.kind()) {
            case UNREACHABLE -> "Nothing was sent.";
            case BROKEN, GARBAGE -> "Did it end or restart? Its own log says more.";
            case LATE ->
                "It has %s for one answer: answer first, and do what takes long afterwards."
                        .formatted(settings.timeout);
            case TOO_LARGE -> "Send less, such as smaller pictures, or allow more.";
        };
        var reason = switch (trouble.kind()) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case BROKEN, GARBAGE -> Reason.BROKEN;
            case LATE -> Reason.LATE;
            case TOO_LARGE -> Reason.TOO_LARGE;
        };
        return new BackendException(
                reason, "The backend did not answer: %s. %s".formatted(trouble.problem(), advice), trouble);
    }

    @Override
    public void close() {
        target.close();
    }

    /** Shows where it is, without the query, which may hold a secret. */
    @Override
    public String toString() {
        return "HttpBackend[%s://%s%s]"
                .formatted(settings.uri.getScheme(), settings.uri.getRawAuthority(), settings.uri.getRawPath());
    }
}
