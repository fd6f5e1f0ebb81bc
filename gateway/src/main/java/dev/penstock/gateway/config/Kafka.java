package dev.penstock.gateway.config;

import dev.penstock.gateway.config.GatewaySettings.KafkaTopic;
import dev.penstock.gateway.event.EventDestination;
import dev.penstock.gateway.event.spi.KafkaDestinations;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Topics of Kafka, if the module that knows it is there. */
final class Kafka {

    private Kafka() {}

    static List<String> brokers(Section section) {
        return section.list("brokers").stream()
                .map(Section.Value::held)
                .map(String::valueOf)
                .filter(broker -> !broker.isEmpty())
                .toList();
    }

    /**
     * Opens a topic.
     *
     * @throws IllegalArgumentException if there is no Kafka here, or it does not take the settings
     */
    static EventDestination open(String name, KafkaTopic topic, Duration timeout) {
        return module().orElseThrow(() -> new IllegalArgumentException(
                        "Kafka needs penstock-kafka.jar: put it beside penstock.jar; in a program of your own, add the"
                                + " module penstock-kafka."))
                .open(name, topic.brokers(), topic.topic(), timeout, properties(topic));
    }

    private static Optional<KafkaDestinations> module() {
        try {
            return ServiceLoader.load(KafkaDestinations.class, KafkaDestinations.class.getClassLoader())
                    .findFirst();
        } catch (ServiceConfigurationError half) { // without Kafka's own client
            return Optional.empty();
        }
    }

    private static Map<String, String> properties(KafkaTopic topic) {
        var properties = new Properties();
        try {
            properties.load(
                    new StringReader(topic.properties().map(SecretText::reveal).orElse("")));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("This is no properties file.", unreadable);
        }
        Map<String, String> map = new LinkedHashMap<>();
        properties.forEach((key, value) -> map.put(String.valueOf(key), String.valueOf(value)));
        return map;
    }

    /** Whether records would go to a broker on the internet without TLS. */
    static boolean isReachedInClear(KafkaTopic topic) {
        var protocol = properties(topic).getOrDefault("security.protocol", "PLAINTEXT");
        return !protocol.endsWith("SSL")
                && topic.brokers().stream()
                        .map(broker -> broker.substring(0, broker.lastIndexOf(':')))
                        .anyMatch(PublicHost::isPublic);
    }
}
