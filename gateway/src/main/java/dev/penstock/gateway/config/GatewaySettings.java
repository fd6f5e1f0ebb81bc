package dev.penstock.gateway.config;

import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.event.EventFilter;
import dev.penstock.postgres.FlowAnswerRules;
import dev.penstock.server.ServerLimits;
import dev.penstock.server.TlsFiles;
import dev.penstock.trust.AppSecrets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration that was read and found right.
 *
 * @param server where and how it listens; a change needs a restart
 * @param admin the second port, if there is one; a change needs a restart
 * @param replay what recognises repeated requests; a change needs a restart
 * @param endpoints what is served, by path
 * @param tenants where tenants come from, if there are any; a change needs a restart
 * @param database what replicas share, if there is one; a change needs a restart
 * @param events who else is told what happens; a change needs a restart
 * @param webhooks what Meta tells beside requests, if it is listened to; a change needs a restart
 * @param answers how what people sent is kept, if it is; a change needs a restart
 * @param funnel how long is known how far people got, if it is kept; a change needs a restart
 * @param files every file that was looked at: when one changes, the configuration may have
 */
public record GatewaySettings(
        Server server,
        Optional<Admin> admin,
        Replay replay,
        Map<String, GatewayEndpoint> endpoints,
        Optional<Tenants> tenants,
        Optional<Database> database,
        Optional<Events> events,
        Optional<Webhooks> webhooks,
        Optional<Answers> answers,
        Optional<Duration> funnel,
        Set<Path> files) {

    /** Copies the collections. */
    public GatewaySettings {
        Objects.requireNonNull(server, "server");
        endpoints = Map.copyOf(endpoints);
        files = Set.copyOf(files);
    }

    /**
     * Where and how it listens.
     *
     * @param host the address
     * @param port the port, 0 for any that is free
     * @param tls the certificate for HTTPS
     * @param limits how much of everything it takes
     */
    public record Server(String host, int port, Optional<TlsFiles> tls, ServerLimits limits) {}

    /**
     * The second port.
     *
     * @param host the address
     * @param port the port, 0 for any that is free
     */
    public record Admin(String host, int port) {}

    /**
     * What recognises repeated requests.
     *
     * @param keep how long answers are kept
     * @param memoryBytes what they may take, of the whole process
     * @param requestsInDatabase whether the same request is recognised by all replicas
     * @param submissionsInDatabase whether a second tap is recognised by all replicas
     */
    public record Replay(Duration keep, long memoryBytes, boolean requestsInDatabase, boolean submissionsInDatabase) {}

    /**
     * What replicas share.
     *
     * @param url its JDBC URL
     * @param user its user
     * @param password its password
     * @param pool how many connections
     */
    public record Database(String url, Optional<String> user, Optional<SecretText> password, int pool) {}

    /**
     * Who else is told what happens.
     *
     * @param isDurable whether events wait in the database
     * @param destinations by name
     */
    public record Events(boolean isDurable, Map<String, Destination> destinations) {

        /** Copies the map. */
        public Events {
            destinations = Map.copyOf(destinations);
        }
    }

    /**
     * One of those who are told.
     *
     * @param url where events are sent
     * @param filter which events
     * @param timeout how long one delivery may take
     * @param signingSecrets signs deliveries; none at all if they are not signed
     * @param certificateAuthorities who is trusted instead of Java's authorities
     */
    public record Destination(
            URI url,
            EventFilter filter,
            Duration timeout,
            List<SecretText> signingSecrets,
            Optional<Path> certificateAuthorities) {

        /** Copies the list. */
        public Destination {
            signingSecrets = List.copyOf(signingSecrets);
        }
    }

    /**
     * What Meta tells beside requests.
     *
     * @param path of the callback URL
     * @param verifyToken of the subscription
     * @param appSecrets of the app
     * @param summary what people are told after a Flow
     */
    public record Webhooks(String path, SecretText verifyToken, AppSecrets appSecrets, Optional<Summary> summary) {

        /** Secrets are the same if their ids are. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Webhooks that
                    && path.equals(that.path)
                    && verifyToken.equals(that.verifyToken)
                    && appSecrets.toString().equals(that.appSecrets.toString())
                    && summary.equals(that.summary);
        }

        @Override
        public int hashCode() {
            return Objects.hash(path, verifyToken, summary);
        }
    }

    /**
     * What people are told after a Flow.
     *
     * @param accessToken with which messages are sent
     * @param texts templates; the first whose places all have a value is sent
     * @param graphUrl another Graph API than Meta's
     */
    public record Summary(SecretText accessToken, List<String> texts, Optional<URI> graphUrl) {

        /** Copies the list. */
        public Summary {
            texts = List.copyOf(texts);
        }
    }

    /**
     * How what people sent by completing Flows is kept.
     *
     * @param keep how long
     * @param seal fields that are sealed
     * @param keyEncryptionKey what they are sealed with
     * @param previousKeyEncryptionKeys earlier ones
     * @param flows what holds for one Flow only
     */
    public record Answers(
            Duration keep,
            Set<String> seal,
            Optional<SecretText> keyEncryptionKey,
            List<SecretText> previousKeyEncryptionKeys,
            List<FlowAnswerRules> flows) {

        /** Copies the collections. */
        public Answers {
            seal = Set.copyOf(seal);
            previousKeyEncryptionKeys = List.copyOf(previousKeyEncryptionKeys);
            flows = List.copyOf(flows);
        }
    }

    /**
     * Where tenants come from.
     *
     * @param directory one file a tenant
     * @param postgres a database
     * @param cache how many are kept in memory
     * @param underWay how many requests of one are answered at the same time
     * @param waiting how many more of one may wait
     */
    public record Tenants(
            Optional<Path> directory, Optional<Postgres> postgres, int cache, int underWay, int waiting) {}

    /**
     * A database of tenants.
     *
     * @param url its JDBC URL
     * @param user its user
     * @param password its password
     * @param keyEncryptionKey what keys and secrets are sealed with
     * @param previousKeyEncryptionKeys earlier ones
     * @param pool how many connections
     */
    public record Postgres(
            String url,
            Optional<String> user,
            Optional<SecretText> password,
            SecretText keyEncryptionKey,
            List<SecretText> previousKeyEncryptionKeys,
            int pool) {}
}
