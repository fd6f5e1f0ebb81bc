package dev.penstock.kafka;

import dev.penstock.gateway.event.EventDestination;
import dev.penstock.gateway.event.spi.KafkaDestinations;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Opens the topics that a configuration names. Found by {@link java.util.ServiceLoader}. */
public final class ConfiguredKafka implements KafkaDestinations {

    /** For the service loader. */
    public ConfiguredKafka() {}

    @Override
    public EventDestination open(
            String name, List<String> brokers, String topic, Duration timeout, Map<String, String> properties) {
        return KafkaEventDestination.builder(name, brokers, topic)
                .timeout(timeout)
                .properties(properties)
                .build();
    }
}
