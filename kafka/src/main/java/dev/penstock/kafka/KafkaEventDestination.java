package dev.penstock.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.penstock.gateway.event.EventDeliveryException;
import dev.penstock.gateway.event.EventDestination;
import dev.penstock.gateway.event.OutgoingEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into a topic of Kafka. An event is delivered when all replicas in sync have it ({@code acks=all}); it may
 * come more than once, always with the same id.
 *
 * <p>The value of a record is the {@linkplain OutgoingEvent#json JSON} of the event. Its key is a hash of the flow
 * token, or where an event has none of what it is about, so that what belongs together stays in order: see
 * {@link RecordKey}. Headers are {@code webhook-id}, {@code webhook-type} and {@code content-type}.
 *
 * <p>Brokers are asked when the first event is delivered, so they need not be there before. Thread-safe.
 */
public final class KafkaEventDestination implements EventDestination {

    /** How long one delivery may take unless said otherwise: 15 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    private final String name;
    private final String topic;
    private final Duration timeout;
    private final Map<String, Object> settings;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean isClosed;

    private KafkaEventDestination(Builder builder, Map<String, Object> settings) {
        this.name = builder.name;
        this.topic = builder.topic;
        this.timeout = builder.timeout;
        this.settings = Map.copyOf(settings);
    }

    /**
     * Begins a destination.
     *
     * @param name its name: lower-case letters, digits and hyphens, at most 40
     * @param brokers such as {@code kafka.example.com:9092}, at least one
     * @param topic the topic, which is there already or is made by the brokers
     * @return a builder
     */
    public static Builder builder(String name, List<String> brokers, String topic) {
        return new Builder(name, brokers, topic);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void deliver(OutgoingEvent event) throws InterruptedException {
        var record = new ProducerRecord<>(topic, RecordKey.of(event), event.json());
        record.headers()
                .add("webhook-id", event.id().getBytes(US_ASCII))
                .add("webhook-type", event.type().wireName().getBytes(US_ASCII))
                .add("content-type", "application/json".getBytes(US_ASCII));
        try {
            var unused = producer().send(record).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw failed(Objects.requireNonNullElse(refused.getCause(), refused));
        } catch (TimeoutException late) {
            throw new EventDeliveryException("Kafka took longer than %d ms".formatted(timeout.toMillis()), late);
        } catch (org.apache.kafka.common.errors.InterruptException ending) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (KafkaException refused) {
            throw failed(refused);
        }
    }

    /** By its class: the message may hold what was sent. */
    private static EventDeliveryException failed(Throwable cause) {
        return new EventDeliveryException("Kafka said " + cause.getClass().getSimpleName(), cause);
    }

    private Producer<byte[], byte[]> producer() {
        opening.lock();
        try {
            if (isClosed) {
                throw new EventDeliveryException("the destination was closed");
            }
            var opened = producer;
            if (opened == null) {
                opened = new KafkaProducer<>(settings);
                producer = opened;
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    /** Sends nothing more; what was not acknowledged comes again from the queue. */
    @Override
    public void close() {
        opening.lock();
        try {
            isClosed = true;
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
        } finally {
            opening.unlock();
        }
    }

    /** Shows where it is, and nothing of how it is reached. */
    @Override
    public String toString() {
        return "KafkaEventDestination[%s, %s]".formatted(name, topic);
    }

    /** Builds a destination. 15 seconds for one delivery, and no TLS, unless said otherwise. Not thread-safe. */
    public static final class Builder {

        private static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);

        /** On these depends what a delivery means. */
        private static final Set<String> OURS = Set.of(
                ProducerConfig.ACKS_CONFIG,
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

        private final String name;
        private final List<String> brokers;
        private final String topic;
        private Duration timeout = DEFAULT_TIMEOUT;
        private Map<String, String> properties = Map.of();

        private Builder(String name, List<String> brokers, String topic) {
            this.name = Objects.requireNonNull(name, "name");
            this.brokers = List.copyOf(brokers);
            this.topic = Objects.requireNonNull(topic, "topic");
            if (brokers.isEmpty() || topic.isEmpty()) {
                throw new IllegalArgumentException("A topic of Kafka needs a name, and one broker at least.");
            }
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
         * Sets further settings of Kafka's producer, such as {@code security.protocol} and {@code sasl.jaas.config}.
         *
         * @param properties none of those on which a delivery depends, such as {@code acks}
         * @return this builder
         * @throws IllegalArgumentException if one of them is set by Penstock, or the producer has no such setting
         */
        public Builder properties(Map<String, String> properties) {
            for (var property : properties.keySet()) {
                if (OURS.contains(property)) {
                    throw new IllegalArgumentException(
                            "The setting %s of Kafka's producer is set by Penstock: remove it.".formatted(property));
                }
                if (!ProducerConfig.configNames().contains(property)) {
                    throw new IllegalArgumentException(
                            "Kafka's producer has no setting %s: check its name.".formatted(property));
                }
            }
            this.properties = Map.copyOf(properties);
            return this;
        }

        /**
         * Builds the destination, without asking a broker.
         *
         * @return the destination
         * @throws IllegalArgumentException if Kafka's client does not take the settings
         */
        public KafkaEventDestination build() {
            var settings = new LinkedHashMap<String, Object>(properties);
            settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "0");
            settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "penstock-" + name);
            int millis = Math.toIntExact(timeout.toMillis());
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millis);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis + linger(settings));
            try {
                var unused = ProducerConfig.configDef().parse(settings);
            } catch (ConfigException unfit) {
                throw new IllegalArgumentException(
                        "Kafka's client does not take these brokers, this topic and these properties together.", unfit);
            }
            return new KafkaEventDestination(this, settings);
        }

        private static int linger(Map<String, Object> settings) {
            var linger = String.valueOf(settings.get(ProducerConfig.LINGER_MS_CONFIG));
            return linger.matches("[0-9]{1,6}") ? Integer.parseInt(linger) : 0;
        }
    }
}
