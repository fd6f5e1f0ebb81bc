package dev.penstock.doctor;

import dev.penstock.graph.internal.BoundedBody;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Sends one HTTP request as Meta would, and says in words why there is no answer. */
final class ProbeLine implements AutoCloseable {

    /** How long Meta waits for an endpoint. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** Less than the whole, so that it can be told from a late answer. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final int MAX_BYTES = 15_000_000;

    private final HttpClient http;

    ProbeLine(@Nullable X509TrustManager trust) {
        var builder = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        if (trust != null) {
            builder.sslContext(context(trust));
        }
        http = builder.build();
    }

    /** What came back. */
    sealed interface Reply {}

    record Answered(int status, Map<String, String> headers, byte[] body, Duration took) implements Reply {}

    record NoReply(String reason, String cure) implements Reply {}

    Reply get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    Reply post(URI uri, byte[] body, Map<String, String> headers) {
        var builder = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(builder::header);
        return send(builder.header("Content-Type", "application/json"));
    }

    private Reply send(HttpRequest.Builder builder) {
        long start = System.nanoTime();
        var request = builder.timeout(LIMIT).build();
        var answer = http.sendAsync(request, BoundedBody.upTo(MAX_BYTES));
        try {
            var response = answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            var headers = new HashMap<String, String>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            return new Answered(
                    response.statusCode(), headers, response.body(), Duration.ofNanos(System.nanoTime() - start));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return late();
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new NoReply("the examination was interrupted", "Run it again.");
        } catch (ExecutionException failed) {
            return because(Objects.requireNonNullElse(failed.getCause(), failed));
        }
    }

    private static Reply because(Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            switch (link) {
                case UnknownHostException ignored -> {
                    return unknownHost();
                }
                case UnresolvedAddressException ignored -> {
                    return unknownHost();
                }
                case HttpConnectTimeoutException ignored -> {
                    return new NoReply(
                            "no connection can be made within %d seconds".formatted(CONNECT.toSeconds()),
                            "Check that the machine is up, its address in DNS, and whether a firewall drops what"
                                    + " is sent to it.");
                }
                case NoRouteToHostException ignored -> {
                    return new NoReply(
                            "its address cannot be reached from here",
                            "Check the address in DNS, and the network between here and there.");
                }
                case HttpTimeoutException ignored -> {
                    return late();
                }
                case SSLException ignored -> {
                    return new NoReply(
                            "the TLS handshake fails",
                            "See the check of the certificate; Meta needs one from a public authority, with its whole"
                                    + " chain.");
                }
                default -> {}
            }
        }
        return cause instanceof ConnectException
                ? new NoReply(
                        "nothing listens there: the connection is refused",
                        "Start the server, and check the port, the firewall and the reverse proxy.")
                : new NoReply(
                        "the connection breaks off without an HTTP answer",
                        "Look at the log of the server and of the reverse proxy.");
    }

    private static NoReply unknownHost() {
        return new NoReply(
                "its host name is unknown to DNS", "Check the spelling of the URL, and the DNS entry of the host.");
    }

    private static NoReply late() {
        return new NoReply(
                "it does not answer within 10 seconds, after which Meta gives up",
                "Find what takes so long: a cold start, a slow database, or a firewall that drops packets.");
    }

    private static SSLContext context(X509TrustManager trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has TLS.", impossible);
        }
    }

    @Override
    public void close() {
        // A request that was given up must not hold up the report.
        http.shutdownNow();
    }
}
