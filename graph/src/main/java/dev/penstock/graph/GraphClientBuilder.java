package dev.penstock.graph;

import dev.penstock.graph.internal.Loopback;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Builds a client. Defaults: base URL {@code https://graph.facebook.com}, version {@value
 * GraphClient#DEFAULT_VERSION}, 10 s to connect, 30 s for a call, answers up to 8 MiB, {@link
 * RetryPolicy#standard()}. Not thread-safe.
 */
public final class GraphClientBuilder {

    private static final Pattern VERSION = Pattern.compile("v[0-9]{1,3}\\.[0-9]{1,2}");
    private static final int LEAST_ANSWER_BYTES = 1_024;

    private final AccessToken token;
    private URI baseUrl = URI.create("https://graph.facebook.com");
    private String version = GraphClient.DEFAULT_VERSION;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration callTimeout = Duration.ofSeconds(30);
    private int maxAnswerBytes = 8 * 1_024 * 1_024;
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();
    private Sleeper sleeper = Thread::sleep;
    private Optional<HttpClient> httpClient = Optional.empty();

    GraphClientBuilder(AccessToken token) {
        this.token = Objects.requireNonNull(token, "token");
    }

    /**
     * Sets where the Graph API is.
     *
     * @param baseUrl an https URL, or an http URL on this machine, without the version
     * @return this
     */
    public GraphClientBuilder baseUrl(URI baseUrl) {
        if (!Loopback.isSecure(baseUrl) || baseUrl.getRawQuery() != null || baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The base URL of the Graph API must be https (http only on this machine), without a query or a"
                            + " user name.");
        }
        var text = baseUrl.toString();
        this.baseUrl = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : baseUrl;
        return this;
    }

    /**
     * Sets the version of the Graph API.
     *
     * @param version {@code v} and two numbers, such as {@value GraphClient#DEFAULT_VERSION}
     * @return this
     */
    public GraphClientBuilder version(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "The version of the Graph API is written like %s.".formatted(GraphClient.DEFAULT_VERSION));
        }
        this.version = version;
        return this;
    }

    /**
     * Sets the time limits.
     *
     * @param connect for connecting
     * @param call for a whole call, from sending to the last byte of the answer
     * @return this
     */
    public GraphClientBuilder timeouts(Duration connect, Duration call) {
        if (connect.isNegative() || connect.isZero() || call.isNegative() || call.isZero()) {
            throw new IllegalArgumentException(
                    "The time limits are %s and %s: both must be positive.".formatted(connect, call));
        }
        this.connectTimeout = connect;
        this.callTimeout = call;
        return this;
    }

    /**
     * Sets how failed calls are repeated.
     *
     * @param policy the policy
     * @return this
     */
    public GraphClientBuilder retryPolicy(RetryPolicy policy) {
        this.retryPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets the largest answer.
     *
     * @param bytes the limit in bytes, at least 1,024
     * @return this
     */
    public GraphClientBuilder maxAnswerBytes(int bytes) {
        if (bytes < LEAST_ANSWER_BYTES) {
            throw new IllegalArgumentException(
                    "The largest answer has %d bytes: at least %d are needed.".formatted(bytes, LEAST_ANSWER_BYTES));
        }
        this.maxAnswerBytes = bytes;
        return this;
    }

    /**
     * Sets time and chance, for tests.
     *
     * @param clock reads {@code Retry-After} when it is a date
     * @param random makes the jitter
     * @param sleeper waits between tries
     * @return this
     */
    public GraphClientBuilder timing(InstantSource clock, RandomGenerator random, Sleeper sleeper) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        return this;
    }

    /**
     * Sets the HTTP client, for a proxy or a trust store of one's own. It must not follow redirects; the caller
     * closes it.
     *
     * @param client the client
     * @return this
     */
    public GraphClientBuilder httpClient(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "The HTTP client follows redirects: build it with Redirect.NEVER, so that the access token"
                            + " stays here.");
        }
        httpClient = Optional.of(Objects.requireNonNull(client, "client"));
        return this;
    }

    /** {@return the client} */
    public GraphClient build() {
        return new GraphClient(new GraphSettings(
                token,
                baseUrl,
                version,
                connectTimeout,
                callTimeout,
                maxAnswerBytes,
                retryPolicy,
                clock,
                random,
                sleeper,
                httpClient));
    }
}
