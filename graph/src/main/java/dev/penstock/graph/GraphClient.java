package dev.penstock.graph;

import dev.penstock.internal.Fields;
import dev.penstock.internal.SecretTexts;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import dev.penstock.trust.AppSecrets;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the Graph API with one access token.
 *
 * <p>The classes of the packages beside this one say what can be asked: {@code Flows}, {@code Messages},
 * {@code BusinessKeys}, {@code Accounts}. Anything else goes through {@link #call(GraphRequest)}.
 *
 * <p>Thread-safe. Every call has a time limit, a size limit for its answer, and follows no redirect. Calls block; run
 * them on virtual threads if many are needed at once. The access token is sent to the base URL only, and appears in no
 * log and no message.
 */
public final class GraphClient implements AutoCloseable {

    /**
     * The version of the Graph API that is called unless another is set: {@value}. Meta has v25.0 since February 2026.
     */
    public static final String DEFAULT_VERSION = "v25.0";

    private static final Logger LOG = LoggerFactory.getLogger(GraphClient.class);

    private final GraphSettings settings;
    private final HttpExchange http;

    GraphClient(GraphSettings settings) {
        this.settings = settings;
        this.http = new HttpExchange(settings);
    }

    /**
     * Begins a client.
     *
     * @param token the access token
     * @return a builder with the defaults it describes
     */
    public static GraphClientBuilder builder(AccessToken token) {
        return new GraphClientBuilder(token);
    }

    /**
     * Makes a call and reads the answer, a JSON object.
     *
     * @param request what to call
     * @return the fields of the answer, read-only
     * @throws GraphException if it is refused, not answered, or answered with something else
     */
    public Map<String, Object> call(GraphRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(request);
            } catch (GraphException failed) {
                var wait = settings.retryPolicy()
                        .waitAfter(attempt, settings.random().nextDouble());
                var asked = failed.retryAfter().orElse(Duration.ZERO);
                if (!request.isRepeatable()
                        || !failed.isTransient()
                        || attempt >= settings.retryPolicy().tries()
                        || asked.compareTo(settings.retryPolicy().longestWait()) > 0) {
                    throw failed;
                }
                pause(request, attempt, failed, asked.compareTo(wait) > 0 ? asked : wait);
            }
        }
    }

    /** {@return the version of the Graph API that is called, such as {@value #DEFAULT_VERSION}} */
    public String version() {
        return settings.version();
    }

    /** {@return the base URL, {@code https://graph.facebook.com} unless configured} */
    public URI baseUrl() {
        return settings.baseUrl();
    }

    /**
     * Downloads a file for which Meta gave an address, with the access token.
     *
     * @param address an https address at Meta ({@code facebook.com}, {@code fbsbx.com}, {@code fbcdn.net},
     *     {@code whatsapp.net}), or on the host of the base URL; the token goes nowhere else
     * @param maxBytes how large the file may be
     * @return its bytes
     * @throws GraphException if the address is elsewhere, or the download fails
     */
    public byte[] download(URI address, int maxBytes) {
        if (!DownloadHosts.allow(settings.baseUrl(), address)) {
            throw GraphException.unreadable(
                    "Meta gave a download address on a host that is not Meta's; the access token was not sent there.");
        }
        var answer =
                http.send("GET a media file", HttpRequest.newBuilder(address).GET(), maxBytes);
        if (answer.statusCode() != 200) {
            throw http.refused("GET a media file", answer.statusCode(), Fields.EMPTY, answer.headers());
        }
        return answer.body();
    }

    /**
     * {@return HMAC-SHA256 of the access token under the app secret, by which Meta checks that both are of one app}
     *
     * @param appSecrets the app secret, of which the current one counts
     */
    public String appSecretProof(AppSecrets appSecrets) {
        return AppSecretProof.of(settings.token(), appSecrets);
    }

    /**
     * Begins a client for the few calls that Meta lets only the app itself make, such as reading its webhook
     * subscriptions. Its access token is the app access token, made of the app's id and secret; everything else is as
     * here.
     *
     * <p>Source: Meta, "Access Tokens", app access token.
     *
     * @param appId the app's id
     * @param appSecrets its app secret, of which the current one counts
     * @return a client of its own, to be closed
     * @throws IllegalArgumentException if these cannot be an id and a secret
     */
    public GraphClient asApp(String appId, AppSecrets appSecrets) {
        return new GraphClient(settings.withToken(AccessToken.of(appId + "|" + SecretTexts.of(appSecrets))));
    }

    /** Closes the connections; calls under way are finished first. */
    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "GraphClient[" + settings.baseUrl() + "/" + settings.version() + "]";
    }

    private Map<String, Object> once(GraphRequest request) {
        var builder = HttpRequest.newBuilder(
                        URI.create(settings.baseUrl() + "/" + settings.version() + "/" + request.target()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        if (!request.contentType().isEmpty()) {
            builder.header("Content-Type", request.contentType());
        }
        var answer = http.send(request.toString(), builder, settings.maxAnswerBytes());
        var fields = read(request, answer.statusCode(), answer.body());
        if (answer.statusCode() / 100 != 2 || fields.has("error")) {
            throw http.refused(request.toString(), answer.statusCode(), fields, answer.headers());
        }
        return Collections.unmodifiableMap(fields.map());
    }

    private static Fields read(GraphRequest request, int status, byte[] body) {
        try {
            return new Fields(StrictJson.readObject(body));
        } catch (JsonFormatException notJson) {
            if (status / 100 != 2) {
                return Fields.EMPTY;
            }
            throw new GraphException(
                    "The answer to %s has status %d and is not JSON: something between here and Meta answered instead."
                            .formatted(request, status),
                    status,
                    GraphError.none());
        }
    }

    private void pause(GraphRequest request, int attempt, GraphException failed, Duration wait) {
        LOG.warn(
                "{} failed with status {} (try {}); trying again in {} ms.",
                request,
                failed.status(),
                attempt,
                wait.toMillis());
        try {
            settings.sleeper().sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
