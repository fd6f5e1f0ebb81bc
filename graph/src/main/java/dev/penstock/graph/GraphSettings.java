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

/** Everything a client is built from. */
record GraphSettings(
        AccessToken token,
        URI baseUrl,
        String version,
        Duration connectTimeout,
        Duration callTimeout,
        int maxAnswerBytes,
        RetryPolicy retryPolicy,
        InstantSource clock,
        RandomGenerator random,
        Sleeper sleeper,
        Optional<HttpClient> httpClient) {

    private static final int LEAST_ANSWER_BYTES = 1_024;

    static GraphSettings standard(AccessToken token) {
        return new GraphSettings(
                token,
                URI.create("https://graph.facebook.com"),
                GraphClient.DEFAULT_VERSION,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                8 * 1_024 * 1_024,
                RetryPolicy.standard(),
                InstantSource.system(),
                new SecureRandom(),
                Thread::sleep,
                Optional.empty());
    }

    GraphSettings withBaseUrl(URI uri) {
        if (!Loopback.isSecure(uri) || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The base URL of the Graph API must be https (http only on this machine), without a query or a"
                            + " user name.");
        }
        var text = uri.toString();
        var bare = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
        return new GraphSettings(
                token,
                bare,
                version,
                connectTimeout,
                callTimeout,
                maxAnswerBytes,
                retryPolicy,
                clock,
                random,
                sleeper,
                httpClient);
    }

    GraphSettings withToken(AccessToken other) {
        return new GraphSettings(
                other,
                baseUrl,
                version,
                connectTimeout,
                callTimeout,
                maxAnswerBytes,
                retryPolicy,
                clock,
                random,
                sleeper,
                httpClient);
    }

    GraphSettings withVersion(String text) {
        if (!text.matches("v[0-9]{1,3}\\.[0-9]{1,2}")) {
            throw new IllegalArgumentException(
                    "The version of the Graph API is written like %s.".formatted(GraphClient.DEFAULT_VERSION));
        }
        return new GraphSettings(
                token,
                baseUrl,
                text,
                connectTimeout,
                callTimeout,
                maxAnswerBytes,
                retryPolicy,
                clock,
                random,
                sleeper,
                httpClient);
    }

    GraphSettings withTimeouts(Duration connect, Duration call) {
        if (connect.isNegative() || connect.isZero() || call.isNegative() || call.isZero()) {
            throw new IllegalArgumentException(
                    "The time limits are %s and %s: both must be positive.".formatted(connect, call));
        }
        return new GraphSettings(
                token,
                baseUrl,
                version,
                connect,
                call,
                maxAnswerBytes,
                retryPolicy,
                clock,
                random,
                sleeper,
                httpClient);
    }

    GraphSettings withRetryPolicy(RetryPolicy policy) {
        return new GraphSettings(
                token,
                baseUrl,
                version,
                connectTimeout,
                callTimeout,
                maxAnswerBytes,
                policy,
                clock,
                random,
                sleeper,
                httpClient);
    }

    GraphSettings withMaxAnswerBytes(int bytes) {
        if (bytes < LEAST_ANSWER_BYTES) {
            throw new IllegalArgumentException(
                    "The largest answer has %d bytes: at least %d are needed.".formatted(bytes, LEAST_ANSWER_BYTES));
        }
        return new GraphSettings(
                token,
                baseUrl,
                version,
                connectTimeout,
                callTimeout,
                bytes,
                retryPolicy,
                clock,
                random,
                sleeper,
                httpClient);
    }

    GraphSettings withTiming(InstantSource newClock, RandomGenerator newRandom, Sleeper newSleeper) {
        return new GraphSettings(
                token,
                baseUrl,
                version,
                connectTimeout,
                callTimeout,
                maxAnswerBytes,
                retryPolicy,
                Objects.requireNonNull(newClock, "clock"),
                Objects.requireNonNull(newRandom, "random"),
                Objects.requireNonNull(newSleeper, "sleeper"),
                httpClient);
    }

    GraphSettings withHttpClient(Optional<HttpClient> client) {
        return new GraphSettings(
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
                client);
    }
}
