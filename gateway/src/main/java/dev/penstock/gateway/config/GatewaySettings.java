package dev.penstock.gateway.config;

import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.alert.AlertSeverity;
import dev.penstock.gateway.alert.EmailAlerts;
import dev.penstock.gateway.event.EventFilter;
import dev.penstock.id.PhoneNumberId;
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
 * @param redis what replicas share instead to recognise repeats, if there is one; a change needs a restart
 * @param events who else is told what happens; a change needs a restart
 * @param webhooks what Meta tells beside requests, if it is listened to; a change needs a restart
 * @param answers how what people sent is kept, if it is; a change needs a restart
 * @param alerts who is told what is wrong, if anybody is; a change needs a restart
 * @param funnel how long is known how far people got, if it is kept; a change needs a restart
 * @param media how files are lent to backends, if they are; a change needs a restart
 * @param metaKeys for which numbers Meta is asked about the key, if it is; a change needs a restart
 * @param files every file that was looked at: when one changes, the configuration may have
 */
public record GatewaySettings(
        Server server,
        Optional<Admin> admin,
        Replay replay,
        Map<String, GatewayEndpoint> endpoints,
        Optional<Tenants> tenants,
        Optional<Database> database,
        Optional<Redis> redis,
        Optional<Events> events,
        Optional<Webhooks> webhooks,
        Optional<Answers> answers,
        Optional<Alerts> alerts,
        Optional<Duration> funnel,
        Optional<Media> media,
        Optional<MetaKeys> metaKeys,
        Set<Path> files) {

    /** Copies the collections. */
    public GatewaySettings {
        Objects.requireNonNull(server, "server");
        endpoints = Map.copyOf(endpoints);
        files = Set.copyOf(files);
    }

    /**
     * For which numbers Meta is asked about the key.
     *
     * @param accessToken with which it is asked
     * @param phoneNumberIds the numbers
     * @param graphUrl another Graph API than Meta's
     */
    public record MetaKeys(SecretText accessToken, Set<PhoneNumberId> phoneNumberIds, Optional<URI> graphUrl) {

        /** Copies the set. */
        public MetaKeys {
            phoneNumberIds = Set.copyOf(phoneNumberIds);
        }
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
     * @param requests where the same request is recognised
     * @param submissions where a second tap is recognised
     */
    public record Replay(Duration keep, long memoryBytes, Memory requests, Memory submissions) {}

    /** Where something is recognised that came before. */
    public enum Memory {
        /** In the memory of each process. */
        MEMORY,
        /** In the database that replicas share. */
        POSTGRES,
        /** In the Redis that replicas share. */
        REDIS
    }

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
     * What replicas share to recognise repeats.
     *
     * @param url its URL
     * @param user its user
     * @param password its password
     * @param certificateAuthorities who is trusted instead of Java's authorities
     * @param replicas how many replicas must have an answer before it is given
     * @param connections how many connections
     */
    public record Redis(
            URI url,
            Optional<String> user,
            Optional<SecretText> password,
            Optional<Path> certificateAuthorities,
            int replicas,
            int connections) {}

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
     * @param target where events are sent
     * @param filter which events
     * @param timeout how long one delivery may take
     */
    public record Destination(Target target, EventFilter filter, Duration timeout) {}

    /** Where events are sent. */
    public sealed interface Target {}

    /**
     * A URL to which events are posted.
     *
     * @param url the URL
     * @param signingSecrets signs deliveries; none at all if they are not signed
     * @param certificateAuthorities who is trusted instead of Java's authorities
     */
    public record PostedTo(URI url, List<SecretText> signingSecrets, Optional<Path> certificateAuthorities)
            implements Target {

        /** Copies the list. */
        public PostedTo {
            signingSecrets = List.copyOf(signingSecrets);
        }
    }

    /**
     * A topic of Kafka into which events are put.
     *
     * @param brokers at least one
     * @param topic the topic
     * @param properties further settings of Kafka's producer, as in a properties file
     */
    public record KafkaTopic(List<String> brokers, String topic, Optional<SecretText> properties) implements Target {

        /** Copies the list. */
        public KafkaTopic {
            brokers = List.copyOf(brokers);
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
     * Who is told what is wrong.
     *
     * @param repeat after which time what lasts is told again
     * @param to each of those who are told
     */
    public record Alerts(Duration repeat, List<AlertTo> to) {

        /** Copies the list. */
        public Alerts {
            to = List.copyOf(to);
        }
    }

    /**
     * Somebody who is told what is wrong.
     *
     * @param name in the log and in metrics
     * @param least what is less severe is not told
     * @param way how it is told
     */
    public record AlertTo(String name, AlertSeverity least, AlertWay way) {}

    /** How alerts are told. */
    public sealed interface AlertWay {}

    /**
     * By a webhook of one's own.
     *
     * @param url where is posted; perhaps a secret
     * @param signingSecrets sign; none at all if nothing is signed
     */
    public record AlertWebhook(SecretText url, List<SecretText> signingSecrets) implements AlertWay {

        /** Copies the list. */
        public AlertWebhook {
            signingSecrets = List.copyOf(signingSecrets);
        }
    }

    /**
     * By Slack.
     *
     * @param url of the incoming webhook
     */
    public record AlertSlack(SecretText url) implements AlertWay {}

    /**
     * By e-mail.
     *
     * @param host the server that takes it
     * @param port its port
     * @param tls how the way there is protected
     * @param from the sender
     * @param to who is told
     * @param user with which the server is asked
     * @param password its password
     */
    public record AlertEmail(
            String host,
            int port,
            EmailAlerts.Tls tls,
            String from,
            List<String> to,
            Optional<String> user,
            Optional<SecretText> password)
            implements AlertWay {

        /** Copies the list. */
        public AlertEmail {
            to = List.copyOf(to);
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
     * How photos and documents are opened and lent to backends.
     *
     * @param url where backends reach the gateway's {@code /media}
     * @param key what links are sealed with; without it one of the process
     * @param lifetime how long a link can be used
     * @param timeLimit how long the files of a picker may take
     * @param maxFileBytes the largest file
     * @param maxTogetherBytes how large the files of a picker may be together, encrypted
     * @param atOnce how many pickers and files are opened at the same time
     * @param hosts from which files are downloaded
     * @param allowsLoopback whether files are downloaded from this machine, too
     */
    public record Media(
            URI url,
            Optional<SecretText> key,
            Duration lifetime,
            Duration timeLimit,
            int maxFileBytes,
            int maxTogetherBytes,
            int atOnce,
            List<String> hosts,
            boolean allowsLoopback) {

        /** Copies the list. */
        public Media {
            hosts = List.copyOf(hosts);
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
