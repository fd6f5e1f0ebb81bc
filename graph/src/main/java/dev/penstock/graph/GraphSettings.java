package dev.penstock.graph;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Everything a client is built from, by {@link GraphClientBuilder}, which checks it and has the defaults. */
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

    /** The same, with the token of somebody else. */
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
}
