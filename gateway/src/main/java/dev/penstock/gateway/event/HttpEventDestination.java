package dev.penstock.gateway.event;

import dev.penstock.gateway.backend.SigningSecrets;
import dev.penstock.gateway.internal.http.HttpTarget;
import dev.penstock.gateway.internal.http.HttpTroubleException;
import dev.penstock.gateway.internal.http.WebhookHeaders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Posts events to a URL as Standard Webhooks has it: {@code webhook-id} is the id of the event, the body its
 * {@linkplain OutgoingEvent#json JSON}. Any status from 200 to 299 means delivered; everything else, redirects too, is
 * tried again later. Immutable and thread-safe.
 */
public final class HttpEventDestination implements EventDestination {

    /** How long one delivery may take unless said otherwise: 15 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    private static final int OK = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(4);

    private final String name;
    private final URI uri;
    private final Optional<SigningSecrets> secrets;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpTarget target;

    private HttpEventDestination(Builder builder) {
        this.name = builder.name;
        this.uri = builder.uri;
        this.secrets = builder.secrets;
        this.timeout = builder.timeout;
        this.clock = builder.clock;
        this.target = HttpTarget.to(
                builder.uri, builder.certificateAuthorities, CONNECT_TIMEOUT, IDLE_CONNECTION, MAX_ANSWER_BYTES);
    }

    /**
     * Begins a destination.
     *
     * @param name its name: lower-case letters, digits and hyphens, at most 40
     * @param uri where events are posted: {@code http} or {@code https}, without user and password
     * @return a builder
     * @throws IllegalArgumentException if the URL is not of that form
     */
    public static Builder builder(String name, URI uri) {
        return new Builder(name, uri);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void deliver(OutgoingEvent event) throws InterruptedException {
        var body = event.json();
        try {
            var answer = target.post(WebhookHeaders.of(event.id(), clock.instant(), body, secrets), body, timeout);
            if (answer.status() < OK || answer.status() >= FIRST_REDIRECT) {
                throw new EventDeliveryException("it answered with status %d".formatted(answer.status()));
            }
        } catch (HttpTroubleException trouble) {
            throw new EventDeliveryException(trouble.problem(), trouble);
        }
    }

    @Override
    public void close() {
        target.close();
    }

    /** Shows where it is, without the query, which may hold a secret. */
    @Override
    public String toString() {
        return "HttpEventDestination[%s, %s://%s%s]"
                .formatted(name, uri.getScheme(), uri.getRawAuthority(), uri.getRawPath());
    }

    /** Builds a destination. Not signed and 15 seconds for one delivery, unless said otherwise. Not thread-safe. */
    public static final class Builder {

        private static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);

        private final String name;
        private final URI uri;
        private Optional<SigningSecrets> secrets = Optional.empty();
        private Optional<Path> certificateAuthorities = Optional.empty();
        private Duration timeout = DEFAULT_TIMEOUT;
        private InstantSource clock = InstantSource.system();

        private Builder(String name, URI uri) {
            this.name = Objects.requireNonNull(name, "name");
            this.uri = HttpTarget.requireHttp(uri);
        }

        /**
         * Signs every delivery.
         *
         * @param secrets shared with the receiver
         * @return this builder
         */
        public Builder signingSecrets(SigningSecrets secrets) {
            this.secrets = Optional.of(Objects.requireNonNull(secrets, "secrets"));
            return this;
        }

        /**
         * Trusts the authorities in a file instead of those of the Java platform.
         *
         * @param pem certificates in PEM
         * @return this builder
         */
        public Builder certificateAuthorities(Path pem) {
            this.certificateAuthorities = Optional.of(Objects.requireNonNull(pem, "pem"));
            return this;
        }

        /**
         * Sets how long one delivery may take.
         *
         * @param timeout positive, at most 2 minutes
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            if (timeout.toMillis() < 1 || timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw new IllegalArgumentException(
                        "A delivery may take up to %s, and not %s.".formatted(MAX_TIMEOUT, timeout));
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock tells the time in {@code webhook-timestamp}; default the system's
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Builds the destination.
         *
         * @return the destination
         * @throws IllegalArgumentException if the certificates cannot be read
         */
        public HttpEventDestination build() {
            return new HttpEventDestination(this);
        }
    }
}
