package dev.penstock.graph;

import dev.penstock.graph.internal.BoundedBody;
import dev.penstock.internal.Fields;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One request, one answer, within a time limit that covers the body too. */
final class HttpExchange implements AutoCloseable {

    private final GraphSettings settings;
    private final HttpClient client;

    HttpExchange(GraphSettings settings) {
        this.settings = settings;
        this.client = settings.httpClient()
                .orElseGet(() -> HttpClient.newBuilder()
                        .connectTimeout(settings.connectTimeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
    }

    HttpResponse<byte[]> send(String what, HttpRequest.Builder builder, int maxBytes) {
        var request = builder.header("Authorization", settings.token().authorization())
                .header("Accept", "application/json")
                .timeout(settings.callTimeout())
                .build();
        var answer = client.sendAsync(request, BoundedBody.upTo(maxBytes));
        try {
            return answer.get(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw unanswered(
                    what, "not answered within " + settings.callTimeout().toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unanswered(what, "interrupted");
        } catch (ExecutionException failed) {
            throw failure(what, failed.getCause() == null ? failed : failed.getCause());
        }
    }

    GraphException refused(String what, int status, Fields answer, HttpHeaders headers) {
        var error = GraphError.of(answer, settings.token(), retryAfter(headers));
        var message = new StringBuilder("%s was refused with status %d".formatted(what, status));
        error.code().ifPresent(code -> message.append(", code ").append(code));
        error.subcode().ifPresent(subcode -> message.append(", subcode ").append(subcode));
        error.traceId().ifPresent(id -> message.append(", trace id ").append(id));
        message.append('.');
        error.words().ifPresent(words -> message.append(" Meta says: ").append(asSentence(words)));
        return new GraphException(message.toString(), status, error);
    }

    @Override
    public void close() {
        // A client that was given belongs to the giver.
        if (settings.httpClient().isEmpty()) {
            client.close();
        }
    }

    /** The messages of foreign exceptions may quote a URL or a header, so only their kind is told. */
    private GraphException failure(String what, Throwable cause) {
        return switch (cause) {
            case BoundedBody.TooLargeException tooLarge ->
                GraphException.unreadable("The answer to %s is too large. %s".formatted(what, tooLarge.getMessage()));
            case HttpConnectTimeoutException noConnection ->
                unanswered(
                        what,
                        "not answered, as no connection could be made within %d ms"
                                .formatted(client.connectTimeout()
                                        .orElse(settings.callTimeout())
                                        .toMillis()));
            case HttpTimeoutException late -> unanswered(what, "not answered in time");
            default -> unanswered(what, "not answered, as " + reason(cause));
        };
    }

    private static String reason(Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            switch (link) {
                case UnresolvedAddressException unknown -> {
                    return "its host is not known";
                }
                case UnknownHostException unknown -> {
                    return "its host is not known";
                }
                case NoRouteToHostException none -> {
                    return "its address cannot be reached from here";
                }
                case SSLException broken -> {
                    return "the TLS handshake failed";
                }
                default -> {}
            }
        }
        return cause instanceof ConnectException ? "the connection was refused" : "the connection broke";
    }

    private static GraphException unanswered(String what, String why) {
        return new GraphException("%s was %s.".formatted(what, why), 0, GraphError.none());
    }

    /** Advice may follow. */
    private static String asSentence(String words) {
        return words.matches("(?s).*[.!?…]") ? words : words + ".";
    }

    /** Seconds, or a date. */
    private Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(value -> {
            if (value.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            try {
                var date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
                var wait = Duration.between(settings.clock().instant(), date);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        });
    }
}
