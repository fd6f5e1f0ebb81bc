package dev.penstock.gateway.event.spi;

import dev.penstock.gateway.event.EventDestination;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Opens topics of Kafka as destinations of events. The module {@code penstock-kafka} is found by
 * {@link java.util.ServiceLoader}; without it a gateway has no Kafka. Implementations are thread-safe.
 */
public interface KafkaDestinations {

    /**
     * Opens a topic, without waiting for a broker.
     *
     * @param name the name of the destination: lower-case letters, digits and hyphens, at most 40
     * @param brokers such as {@code kafka.example.com:9092}, at least one
     * @param topic the topic
     * @param timeout how long one delivery may take
     * @param properties further settings of Kafka's producer, such as those for TLS and SASL
     * @return the destination
     * @throws IllegalArgumentException if the settings do not go together, in a sentence that repeats no value of
     *     {@code properties}
     */
    EventDestination open(
            String name, List<String> brokers, String topic, Duration timeout, Map<String, String> properties);
}
