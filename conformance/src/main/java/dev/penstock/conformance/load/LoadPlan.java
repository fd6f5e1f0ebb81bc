package dev.penstock.conformance.load;

import dev.penstock.testing.EndpointAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is asked of which endpoint, how fast and for how long. Bounded: at most {@value #MAX_RATE} requests a second,
 * for at most 30 minutes, over at most {@value #MAX_CONNECTIONS} connections.
 *
 * <p>Immutable and thread-safe. Its text never shows a token or a payload.
 */
public final class LoadPlan {

    /** The highest rate: 50,000 requests a second. */
    public static final int MAX_RATE = 50_000;

    /** The longest run: 30 minutes, as long as the window of Meta's alerts. */
    public static final Duration MAX_DURATION = Duration.ofMinutes(30);

    /** How many connections there may be at most: 10,000. */
    public static final int MAX_CONNECTIONS = 10_000;

    private final Builder parts;

    private LoadPlan(Builder parts) {
        this.parts = parts;
    }

    /**
     * Begins a plan.
     *
     * @param access where it is, and with which key and secret it is called; it should be your own
     * @return a builder
     */
    public static Builder of(EndpointAccess access) {
        return new Builder(access);
    }

    /** {@return the URL of the endpoint} */
    public URI endpoint() {
        return parts.access.url();
    }

    /** {@return how many requests are begun in a second} */
    public double rate() {
        return parts.rate;
    }

    /** {@return how long is measured} */
    public Duration duration() {
        return parts.duration;
    }

    /** {@return how long is asked before anything is measured} */
    public Duration warmUp() {
        return parts.warmUp;
    }

    /** {@return which actions are asked, by weight, and from which scenario, if from one} */
    public String asks() {
        return parts.conversation
                .map(conversation -> "%s of \"%s\"".formatted(conversation.proportions(), conversation.name()))
                .orElse(parts.mix.toString());
    }

    /** {@return how many requests may be under way at the same time} */
    public int connections() {
        return parts.connections;
    }

    /**
     * Returns the same plan at another rate.
     *
     * @param rate how many requests are begun in a second
     * @return a copy
     */
    public LoadPlan atRate(double rate) {
        return new Builder(parts).rate(rate).build();
    }

    EndpointAccess access() {
        return parts.access;
    }

    Mix mix() {
        return parts.mix;
    }

    Optional<Conversation> conversation() {
        return parts.conversation;
    }

    List<String> flowTokens() {
        return parts.flowTokens;
    }

    /** Makes a request one of data API 4.0 with a signature for its flow token, where that is wanted. */
    void vouch(Map<String, Object> request) {
        parts.flowTokenSignatures.ifPresent(signer -> {
            request.put("version", "4.0");
            request.put("flow_token_signature", signer.apply(String.valueOf(request.get("flow_token"))));
        });
    }

    Optional<String> screen() {
        return parts.screen;
    }

    Map<String, Object> data() {
        return parts.data;
    }

    @Override
    public String toString() {
        return "LoadPlan[%s, %s/s, %s]".formatted(parts.access.url(), parts.rate, parts.duration);
    }

    /** Builds a plan. Not thread-safe. */
    public static final class Builder {

        private final EndpointAccess access;
        private List<String> flowTokens = List.of();
        private Optional<UnaryOperator<String>> flowTokenSignatures = Optional.empty();
        private Optional<String> screen = Optional.empty();
        private Map<String, Object> data = Map.of();
        private Mix mix = Mix.PING;
        private Optional<Conversation> conversation = Optional.empty();
        private double rate = 50;
        private Duration duration = Duration.ofSeconds(30);
        private Duration warmUp = Duration.ofSeconds(5);
        private int connections = 512;

        private Builder(EndpointAccess access) {
            this.access = Objects.requireNonNull(access, "access");
        }

        private Builder(Builder other) {
            this(other.access);
            this.flowTokens = other.flowTokens;
            this.flowTokenSignatures = other.flowTokenSignatures;
            this.screen = other.screen;
            this.data = other.data;
            this.mix = other.mix;
            this.conversation = other.conversation;
            this.rate = other.rate;
            this.duration = other.duration;
            this.warmUp = other.warmUp;
            this.connections = other.connections;
        }

        /**
         * Speaks data API 4.0, with a signature for each flow token.
         *
         * @param signer makes {@code flow_token_signature} for a flow token; default none
         * @return this builder
         */
        public Builder flowTokenSignatures(UnaryOperator<String> signer) {
            this.flowTokenSignatures = Optional.of(signer);
            return this;
        }

        /**
         * Sets the flow tokens that the endpoint accepts.
         *
         * @param flowTokens taken in turn, by requests of a mix and by people who have a conversation; default, or if
         *     empty, {@code unused} for a mix, and a new one for each person who has a conversation
         * @return this builder
         */
        public Builder flowTokens(List<String> flowTokens) {
            this.flowTokens = List.copyOf(flowTokens);
            return this;
        }

        /**
         * Sets what {@code data_exchange} submits.
         *
         * @param screen the screen
         * @param data the data
         * @return this builder
         */
        public Builder submission(String screen, Map<String, Object> data) {
            this.screen = Optional.of(screen);
            this.data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
            return this;
        }

        /**
         * Sets which actions are asked.
         *
         * @param mix default health checks only
         * @return this builder
         */
        public Builder mix(Mix mix) {
            this.mix = Objects.requireNonNull(mix, "mix");
            return this;
        }

        /**
         * Asks what people who have the same conversation ask, instead of a mix. Each has a flow token, and asks the
         * next about a second after the one before.
         *
         * @param conversation what each person asks
         * @return this builder
         */
        public Builder conversation(Conversation conversation) {
            this.conversation = Optional.of(conversation);
            return this;
        }

        /**
         * Sets how many requests are begun in a second, evenly spaced, whether or not earlier ones are answered.
         *
         * @param perSecond more than 0, at most {@value LoadPlan#MAX_RATE}; default 50
         * @return this builder
         */
        public Builder rate(double perSecond) {
            this.rate = perSecond;
            return this;
        }

        /**
         * Sets how long is measured.
         *
         * @param duration at least a second, at most 30 minutes; default 30 seconds
         * @return this builder
         */
        public Builder duration(Duration duration) {
            this.duration = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /**
         * Sets how long is asked at the same rate before anything is measured.
         *
         * @param warmUp at most five minutes; default 5 seconds
         * @return this builder
         */
        public Builder warmUp(Duration warmUp) {
            this.warmUp = Objects.requireNonNull(warmUp, "warmUp");
            return this;
        }

        /**
         * Sets how many requests may be under way at the same time; each has a connection. A request that finds none
         * free waits for one, and the wait counts.
         *
         * @param connections from 1 to {@value LoadPlan#MAX_CONNECTIONS}; default 512
         * @return this builder
         */
        public Builder connections(int connections) {
            this.connections = connections;
            return this;
        }

        /**
         * Builds the plan.
         *
         * @return the plan
         * @throws IllegalArgumentException if a number is out of its bounds, or the mix submits and there is no
         *     submission
         */
        public LoadPlan build() {
            require(rate > 0 && rate <= MAX_RATE, "The rate is more than 0 and at most 50,000 requests a second.");
            require(
                    duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(MAX_DURATION) <= 0,
                    "The duration is from a second to 30 minutes.");
            require(
                    !warmUp.isNegative() && warmUp.compareTo(Duration.ofMinutes(5)) <= 0,
                    "The warm-up is at most five minutes.");
            require(
                    connections >= 1 && connections <= MAX_CONNECTIONS,
                    "The number of connections is from 1 to 10,000.");
            require(
                    conversation.isPresent() || mix.dataExchange() == 0 || screen.isPresent(),
                    "The mix submits, so it needs a screen and data that the endpoint accepts.");
            return new LoadPlan(new Builder(this));
        }

        private static void require(boolean fulfilled, String rule) {
            if (!fulfilled) {
                throw new IllegalArgumentException(rule);
            }
        }
    }
}
