package dev.penstock.testing;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.Exchange.Outcome;
import dev.penstock.testing.internal.NoAnswer;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Really encrypts, signs and posts requests over HTTP, and opens the answers, as WhatsApp and Meta's relay do together.
 *
 * <p>Thread-safe. {@link #close()} it to give its connections back.
 */
public final class EncryptingLine implements EndpointLine, AutoCloseable {

    /** How long it may take until there is a connection. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI endpoint;
    private final Supplier<BusinessPublicKey> keySource;
    private final Optional<RequestSignature> signature;
    private final InstantSource clock;
    private final HttpClient http;
    private volatile BusinessPublicKey key;

    private EncryptingLine(Builder builder) {
        this.endpoint = builder.endpoint;
        this.keySource = builder.keySource;
        this.signature = builder.signature;
        this.clock = builder.clock;
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(builder.version)
                .connectTimeout(CONNECT);
        builder.sslContext.ifPresent(client::sslContext);
        this.http = client.build();
        this.key = keySource.get();
    }

    /**
     * Begins a line.
     *
     * @param endpoint the URL of the endpoint
     * @param key the business public key with which requests are encrypted
     * @return a builder
     * @throws IllegalArgumentException if the URL is not one of HTTP or HTTPS
     */
    public static Builder to(URI endpoint, BusinessPublicKey key) {
        return new Builder(endpoint, () -> key);
    }

    /**
     * Begins a line whose key can change.
     *
     * @param endpoint the URL of the endpoint
     * @param keySource gives the business public key that is current; asked at the start, and after an answer 421
     * @return a builder
     * @throws IllegalArgumentException if the URL is not one of HTTP or HTTPS
     */
    public static Builder to(URI endpoint, Supplier<BusinessPublicKey> keySource) {
        return new Builder(endpoint, keySource);
    }

    /**
     * Begins a line with all that is known of an endpoint.
     *
     * @param access where it is, and with which key and secret it is called
     * @return a builder
     */
    public static Builder to(EndpointAccess access) {
        var line = new Builder(access.url(), access::key);
        access.signature().ifPresent(line::signedBy);
        access.sslContext().ifPresent(line::sslContext);
        return line;
    }

    @Override
    public void refreshKey() {
        key = keySource.get();
    }

    @Override
    public Exchange send(Map<String, Object> request, Duration timeout) {
        var envelope = RequestEnvelope.seal(StrictJson.write(request), key);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        signature.ifPresent(s -> headers.put(RequestSignature.HEADER, s.sign(envelope.body())));
        var post = HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofByteArray(envelope.body()));
        headers.forEach(post::header);
        var started = clock.instant();
        long nanos = System.nanoTime();
        Duration took;
        var pending = http.sendAsync(post.build(), HttpResponse.BodyHandlers.ofByteArray());
        Outcome outcome;
        var answerBody = "";
        Map<String, String> answerHeaders = Map.of();
        try {
            var response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            took = since(nanos);
            answerBody = new String(response.body(), StandardCharsets.ISO_8859_1);
            answerHeaders = flat(response);
            outcome = SealedAnswer.outcome(response.statusCode(), response.body(), envelope);
        } catch (TimeoutException late) {
            took = since(nanos);
            pending.cancel(true);
            outcome = new Exchange.TimedOut();
        } catch (ExecutionException failed) {
            took = since(nanos);
            outcome = NoAnswer.of(failed.getCause()) == NoAnswer.LATE
                    ? new Exchange.TimedOut()
                    : new Exchange.Unreachable(WhyUnreachable.of(endpoint, failed.getCause(), CONNECT));
        } catch (InterruptedException interrupted) {
            took = since(nanos);
            Thread.currentThread().interrupt();
            pending.cancel(true);
            outcome = new Exchange.Unreachable("interrupted");
        }
        var wire = new Exchange.Wire(
                new String(envelope.body(), StandardCharsets.US_ASCII),
                answerBody,
                headers,
                answerHeaders,
                envelope.keyId());
        return new Exchange(request, outcome, started, took, wire);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Posts bytes as they are, and returns what comes back; for tests that send what no phone would. */
    CompletableFuture<HttpResponse<byte[]>> post(byte[] body, Map<String, String> headers) {
        var post = HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(post::header);
        return http.sendAsync(post.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Map<String, String> flat(HttpResponse<?> response) {
        var flat = new LinkedHashMap<String, String>();
        response.headers().map().forEach((name, values) -> flat.put(name, String.join(", ", values)));
        return flat;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** Builds a line. Not thread-safe. */
    public static final class Builder {

        private final URI endpoint;
        private final Supplier<BusinessPublicKey> keySource;
        private Optional<RequestSignature> signature = Optional.empty();
        private Optional<SSLContext> sslContext = Optional.empty();
        private HttpClient.Version version = HttpClient.Version.HTTP_1_1;
        private InstantSource clock = Instant::now;

        private Builder(URI endpoint, Supplier<BusinessPublicKey> keySource) {
            EndpointAccess.requireHttp(endpoint);
            this.endpoint = endpoint;
            this.keySource = keySource;
        }

        /**
         * Signs requests as Meta does. Without it they go out unsigned.
         *
         * @param signature signs with the app secret
         * @return this builder
         */
        public Builder signedBy(RequestSignature signature) {
            this.signature = Optional.of(signature);
            return this;
        }

        /**
         * Sets which certificates are trusted.
         *
         * @param sslContext default the JDK's
         * @return this builder
         */
        public Builder sslContext(SSLContext sslContext) {
            this.sslContext = Optional.of(sslContext);
            return this;
        }

        /**
         * Sets the version of HTTP that is preferred.
         *
         * @param version default HTTP/1.1
         * @return this builder
         */
        public Builder version(HttpClient.Version version) {
            this.version = version;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock tells when exchanges began; default the system's
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** {@return the line, with its key fetched} */
        public EncryptingLine open() {
            return new EncryptingLine(this);
        }
    }
}
