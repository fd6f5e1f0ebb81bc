package dev.penstock.spring;

import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.trust.FlowTokenSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code penstock.*}. A bean of the application's own takes the place of the properties that would make
 * it: a {@link dev.penstock.crypto.Keyset}, {@link dev.penstock.trust.AppSecrets}, {@link
 * dev.penstock.trust.FlowTokens} or {@link dev.penstock.replay.ReplayGuard}. A property that does not exist is refused
 * at the start. Immutable.
 *
 * @param basePath where Flows are served: each at this path, a slash and its name
 * @param keys the private keys, for every Flow that has none of its own
 * @param app the Meta app, for every Flow that has none of its own
 * @param flowTokens which flow tokens are accepted
 * @param responseCheck what happens to an answer that does not fit the Flow JSON
 * @param guard where answers are kept, so that a repeated request gets the same one
 * @param limits how much is taken
 * @param webhooks what Meta delivers beside the endpoints
 * @param security how Spring Security sees the endpoints
 * @param warmUp whether to do at the start what the first request would wait for
 * @param flows what single Flows have of their own, by the name of the Flow
 */
@ConfigurationProperties(prefix = "penstock", ignoreUnknownFields = false)
public record PenstockProperties(
        @DefaultValue("/flows") String basePath,
        @DefaultValue Keys keys,
        @DefaultValue App app,
        @DefaultValue Tokens flowTokens,
        @DefaultValue("refuse") ResponseCheckPolicy responseCheck,
        @DefaultValue Guard guard,
        @DefaultValue Limits limits,
        @DefaultValue Webhooks webhooks,
        @DefaultValue Security security,
        @DefaultValue("true") boolean warmUp,
        @DefaultValue Map<String, OneFlow> flows) {

    /** Copies the map and refuses null. */
    public PenstockProperties {
        Objects.requireNonNull(basePath, "basePath");
        flows = Map.copyOf(flows);
    }

    /**
     * Where private keys are. One of directory, file and text is needed.
     *
     * @param directory a key ring, as {@code penstock keys} makes and rotates it; changes are seen within a second
     * @param privateKeyFile a private key in PEM; when the file changes, requests under the old key are still opened
     * @param privateKey a private key in PEM, as text: by an environment variable, for example
     * @param previousPrivateKeyFile the key that was in use before, since phones keep the public key for a while
     * @param passphrase what the keys are encrypted with; not needed for keys in clear
     * @param passphraseFile a file that holds the passphrase
     */
    public record Keys(
            @DefaultValue("") String directory,
            @DefaultValue("") String privateKeyFile,
            @DefaultValue("") SecretProperty privateKey,
            @DefaultValue("") String previousPrivateKeyFile,
            @DefaultValue("") SecretProperty passphrase,
            @DefaultValue("") String passphraseFile) {

        /** {@return whether one is given} */
        public boolean isGiven() {
            return !directory.isBlank() || !privateKeyFile.isBlank() || privateKey.isGiven();
        }
    }

    /**
     * The Meta app that is linked to the Flow.
     *
     * @param secret its app secret, by an environment variable, for example
     * @param secretFile a file that holds the app secret
     * @param previousSecret the secret of before a reset
     * @param previousSecretFile a file that holds the secret of before a reset
     * @param previousSecretUntil until when that is accepted, as in {@code 2030-01-31T12:00:00Z}
     * @param insecurelyAcceptUnsignedRequests whether anybody may ask, from this machine only; for development
     */
    public record App(
            @DefaultValue("") SecretProperty secret,
            @DefaultValue("") String secretFile,
            @DefaultValue("") SecretProperty previousSecret,
            @DefaultValue("") String previousSecretFile,
            @Nullable Instant previousSecretUntil,
            @DefaultValue("false") boolean insecurelyAcceptUnsignedRequests) {

        /** {@return whether one is given} */
        public boolean isGiven() {
            return secret.isGiven() || !secretFile.isBlank() || insecurelyAcceptUnsignedRequests;
        }
    }

    /**
     * Flow tokens.
     *
     * @param accept which are accepted
     * @param lifetime how long those are valid that the bean {@link dev.penstock.trust.FlowTokens} issues
     * @param signature whether Meta's signature of a flow token is needed
     */
    public record Tokens(
            @DefaultValue("any") Accepted accept,
            @DefaultValue("3d") Duration lifetime,
            @DefaultValue("if-present") FlowTokenSignature.Policy signature) {

        /** Which flow tokens are accepted. */
        public enum Accepted {
            /** Any, or none at all. */
            ANY,
            /** Any; whoever sends the messages gives each a token of its own, so submissions can be told apart. */
            UNIQUE,
            /** Those that the bean {@link dev.penstock.trust.FlowTokens} issued for this Flow. */
            ISSUED
        }
    }

    /**
     * The replay guard.
     *
     * @param kind where answers are kept
     * @param keep how long; with PostgreSQL at most 24 hours
     * @param createTables whether the tables {@code penstock_…} are created and upgraded at the start
     */
    public record Guard(
            @DefaultValue("memory") Kind kind,
            @DefaultValue("1h") Duration keep,
            @DefaultValue("true") boolean createTables) {

        /** Where answers are kept. */
        public enum Kind {
            /** In this process: right for one. */
            MEMORY,
            /** In the PostgreSQL of the application's {@code DataSource}: right for any number of replicas. */
            POSTGRES
        }
    }

    /**
     * How much is taken, see {@link dev.penstock.servlet.ServletLimits}.
     *
     * @param maxBody the largest body; without it that of Meta's largest request
     * @param maxBuffered what all large bodies may take together; without it an eighth of the heap
     * @param maxConcurrentRequests how many requests may be answered at the same time
     * @param bodyDeadline how long a body may take to arrive
     */
    public record Limits(
            @Nullable DataSize maxBody,
            @Nullable DataSize maxBuffered,
            @DefaultValue("1024") int maxConcurrentRequests,
            @DefaultValue("15s") Duration bodyDeadline) {}

    /**
     * Webhooks. They are served if the application has a handler for them, or a {@link
     * dev.penstock.webhook.WebhookHandlers}.
     *
     * @param path where they are served
     * @param verifyToken the token that is entered in Meta's App Dashboard, at least 8 characters
     * @param verifyTokenFile a file that holds the token
     * @param queue where events wait for their handlers
     */
    public record Webhooks(
            @DefaultValue("/webhooks/whatsapp") String path,
            @DefaultValue("") SecretProperty verifyToken,
            @DefaultValue("") String verifyTokenFile,
            @DefaultValue("memory") Guard.Kind queue) {}

    /**
     * Spring Security.
     *
     * @param permitEndpoints whether requests to the endpoints pass by Spring Security, which cannot know Meta's
     *     signature; without it a {@code SecurityFilterChain} of the application has to permit them
     */
    public record Security(@DefaultValue("true") boolean permitEndpoints) {}

    /**
     * What one Flow has of its own.
     *
     * @param path where it is served, if not at the base path
     * @param flowJson where its Flow JSON is, as in {@code classpath:booking.json} or {@code file:booking.json};
     *     without it {@code classpath:flows/NAME.json} if that exists
     * @param keys its private keys
     * @param app its Meta app
     */
    public record OneFlow(
            @DefaultValue("") String path,
            @DefaultValue("") String flowJson,
            @DefaultValue Keys keys,
            @DefaultValue App app) {}
}
