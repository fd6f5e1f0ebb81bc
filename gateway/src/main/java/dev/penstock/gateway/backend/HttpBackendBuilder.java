package dev.penstock.gateway.backend;

import dev.penstock.gateway.internal.http.ClientTls.ClientCertificate;
import dev.penstock.gateway.internal.http.HttpTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Builds an {@link HttpBackend}.
 *
 * <p>Defaults: not signed, 5 seconds for one try and 1 second to connect, answers of at most 1 MiB, 64 requests under
 * way, idle connections kept for 4 seconds, no second call unless nothing was sent, a breaker that opens for 10
 * seconds when 10 of the last 20 requests failed. Not thread-safe.
 */
public final class HttpBackendBuilder {

    /** How long one try may take unless said otherwise: 5 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** How long connecting may take unless said otherwise: 1 second. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /**
     * How long an idle connection is kept unless said otherwise: 4 seconds, since Node, n8n and Apache close after 5.
     */
    public static final Duration DEFAULT_IDLE_CONNECTION = Duration.ofSeconds(4);

    /** How large an answer may be unless said otherwise: 1 MiB. */
    public static final int DEFAULT_MAX_ANSWER_BYTES = 1024 * 1024;

    /** How many requests may be under way unless said otherwise: 64. */
    public static final int DEFAULT_CONNECTIONS = 64;

    private static final int MAX_ANSWER_BYTES = 10 * 1024 * 1024;
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]{0,8000}");
    private static final Set<String> TAKEN = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "accept",
            "accept-encoding",
            "traceparent",
            "expect",
            "upgrade",
            "te",
            "trailer");

    final URI uri;
    final Map<String, String> headers = new TreeMap<>();
    Optional<SigningSecrets> secrets = Optional.empty();
    Duration timeout = DEFAULT_TIMEOUT;
    Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    Duration idleConnection = DEFAULT_IDLE_CONNECTION;
    int maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES;
    int connections = DEFAULT_CONNECTIONS;
    boolean idempotent;
    boolean revealsAnswers;
    Optional<BackendBreaker> breaker = Optional.of(BackendBreaker.DEFAULT);
    Optional<Path> unixSocket = Optional.empty();
    Optional<Path> certificateAuthorities = Optional.empty();
    Optional<ClientCertificate> clientCertificate = Optional.empty();
    InstantSource clock = InstantSource.system();

    HttpBackendBuilder(URI uri) {
        this.uri = HttpTarget.requireHttp(uri);
    }

    /**
     * Signs every request, see {@link SigningSecrets}.
     *
     * @param secrets shared with the backend
     * @return this builder
     */
    public HttpBackendBuilder signingSecrets(SigningSecrets secrets) {
        this.secrets = Optional.of(Objects.requireNonNull(secrets, "secrets"));
        return this;
    }

    /**
     * Sends a header with every request, such as {@code authorization}.
     *
     * @param name letters, digits and hyphens; none of those that the gateway sends itself
     * @param value visible ASCII and spaces; never logged
     * @return this builder
     * @throws IllegalArgumentException if the name or value is not of that form
     */
    public HttpBackendBuilder header(String name, String value) {
        var lower = Objects.requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of a header is letters, digits and hyphens.");
        }
        if (TAKEN.contains(lower) || lower.startsWith("webhook-") || lower.startsWith("penstock-")) {
            throw new IllegalArgumentException(
                    "The header %s is the gateway's own: choose another name.".formatted(lower));
        }
        if (!HEADER_VALUE.matcher(Objects.requireNonNull(value, "value")).matches()) {
            throw new IllegalArgumentException(
                    "The value of the header %s has other characters than visible ASCII and spaces.".formatted(lower));
        }
        headers.put(lower, value);
        return this;
    }

    /**
     * Sets how long one try may take, from connecting to the last byte of the answer; never longer than
     * {@link BackendRequest#timeLeft()}.
     *
     * @param timeout positive, at most 10 seconds
     * @return this builder
     */
    public HttpBackendBuilder timeout(Duration timeout) {
        this.timeout = checked("timeout", timeout, MAX_TIMEOUT);
        return this;
    }

    /**
     * Sets how long connecting may take, for each address of the host.
     *
     * @param connectTimeout positive, at most 10 seconds
     * @return this builder
     */
    public HttpBackendBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = checked("connect timeout", connectTimeout, MAX_TIMEOUT);
        return this;
    }

    /**
     * Sets how long an idle connection is kept. Keep it below the time after which the backend closes one: 5 seconds
     * in Node, n8n and Apache.
     *
     * @param idleConnection positive, at most 10 minutes
     * @return this builder
     */
    public HttpBackendBuilder idleConnection(Duration idleConnection) {
        this.idleConnection = checked("idle connection", idleConnection, Duration.ofMinutes(10));
        return this;
    }

    /**
     * Sets how large an answer may be.
     *
     * @param bytes 1 to 10 MiB
     * @return this builder
     */
    public HttpBackendBuilder maxAnswerBytes(int bytes) {
        if (bytes < 1 || bytes > MAX_ANSWER_BYTES) {
            throw new IllegalArgumentException(
                    "An answer may have 1 to %d bytes, not %d.".formatted(MAX_ANSWER_BYTES, bytes));
        }
        this.maxAnswerBytes = bytes;
        return this;
    }

    /**
     * Sets how many requests may be under way; further ones wait for a quarter of their time and then fail, so that a
     * slow backend takes no more than its share.
     *
     * @param connections at least 1
     * @return this builder
     */
    public HttpBackendBuilder connections(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("%d connections: it must be 1 at least.".formatted(connections));
        }
        this.connections = connections;
        return this;
    }

    /**
     * Says that the backend handles a request with the same {@code webhook-id} once, however often it comes. Then a
     * request is sent a second time, if there is time, when the connection broke, no answer came, or the answer was
     * 502, 503 or 504. Without it there is no second call unless nothing was sent, or a connection that had been idle
     * broke at once.
     *
     * @return this builder
     */
    public HttpBackendBuilder idempotent() {
        this.idempotent = true;
        return this;
    }

    /**
     * Sets when a backend that fails is left alone for a while.
     *
     * @param breaker default {@link BackendBreaker#DEFAULT}
     * @return this builder
     */
    public HttpBackendBuilder breaker(BackendBreaker breaker) {
        this.breaker = Optional.of(Objects.requireNonNull(breaker, "breaker"));
        return this;
    }

    /**
     * Asks the backend always, however often it fails.
     *
     * @return this builder
     */
    public HttpBackendBuilder withoutBreaker() {
        this.breaker = Optional.empty();
        return this;
    }

    /**
     * Connects to a unix socket instead of the host in the URL, of which only {@code http} works then.
     *
     * @param socket the path of the socket
     * @return this builder
     */
    public HttpBackendBuilder unixSocket(Path socket) {
        this.unixSocket = Optional.of(Objects.requireNonNull(socket, "socket"));
        return this;
    }

    /**
     * Trusts the authorities in a file instead of those of the Java platform.
     *
     * @param pem certificates in PEM
     * @return this builder
     */
    public HttpBackendBuilder certificateAuthorities(Path pem) {
        this.certificateAuthorities = Optional.of(Objects.requireNonNull(pem, "pem"));
        return this;
    }

    /**
     * Shows a certificate of one's own to the backend.
     *
     * @param chain the certificate first, then the intermediate ones, in PEM
     * @param privateKey its private key, RSA or EC, in unencrypted PKCS#8 PEM
     * @return this builder
     */
    public HttpBackendBuilder clientCertificate(Path chain, Path privateKey) {
        this.clientCertificate = Optional.of(new ClientCertificate(
                Objects.requireNonNull(chain, "chain"), Objects.requireNonNull(privateKey, "privateKey")));
        return this;
    }

    /**
     * Shows the beginning of an answer that is no JSON in the message of the failure. For development on one's own
     * machine: it may hold what a person typed.
     *
     * @return this builder
     */
    public HttpBackendBuilder revealAnswersForDevelopment() {
        this.revealsAnswers = true;
        return this;
    }

    /**
     * Sets the clock.
     *
     * @param clock tells the time in {@code webhook-timestamp}; default the system's
     * @return this builder
     */
    public HttpBackendBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Builds the backend. Nothing is sent before the first request.
     *
     * @return the backend
     * @throws IllegalArgumentException if a certificate or key cannot be read or used, or is given where the URL is no
     *     {@code https}, in a sentence that says what to mend
     */
    public HttpBackend build() {
        boolean isTls = HttpTarget.isHttps(uri);
        if (!isTls && (certificateAuthorities.isPresent() || clientCertificate.isPresent())) {
            throw new IllegalArgumentException(
                    "The URL of the backend is http, so no certificate is ever looked at: make it https, or remove"
                            + " the certificates.");
        }
        if (isTls && unixSocket.isPresent()) {
            throw new IllegalArgumentException(
                    "The backend has a unix socket and an https URL: give it an http URL, since nobody else can"
                            + " listen in there.");
        }
        return new HttpBackend(this);
    }

    private static Duration checked(String name, Duration given, Duration max) {
        Objects.requireNonNull(given, name);
        if (given.toMillis() < 1 || given.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "The %s of a backend is %s: it must be at least a millisecond and at most %s."
                            .formatted(name, given, max));
        }
        return given;
    }
}
