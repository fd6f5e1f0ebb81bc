package dev.penstock.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.gateway.event.EventDeliveryException;
import dev.penstock.gateway.event.EventFilter;
import dev.penstock.gateway.event.EventOutbox;
import dev.penstock.gateway.event.EventType;
import dev.penstock.gateway.event.OutgoingEvent;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events in a topic of a real broker. */
class KafkaEventDestinationIT {

    private static KafkaBroker broker;

    private final String topic = "t-" + UUID.randomUUID();

    @BeforeAll
    static void startBroker() throws IOException, InterruptedException {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    private KafkaEventDestination destination(Duration timeout) {
        return KafkaEventDestination.builder("lake", List.of(broker.address()), topic)
                .timeout(timeout)
                .build();
    }

    private static OutgoingEvent completion(String id, String flowToken) {
        return new OutgoingEvent(
                id,
                EventType.FLOW_COMPLETED,
                Instant.EPOCH,
                Optional.of("acme"),
                Map.of("flow_token", flowToken, "response", Map.of("booking_id", "B-1")));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    @Test
    void putsTheEventUnderAHashOfItsFlowToken() throws Exception {
        broker.createTopic(topic, 1, Map.of());
        var event = completion("evt_1", "a-flow-token");

        try (var destination = destination(Duration.ofSeconds(15))) {
            destination.deliver(event);
        }

        assertThat(broker.records(topic, 1)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(sha256("a-flow-token"));
            assertThat(record.value()).isEqualTo(new String(event.json(), UTF_8));
            assertThat(header(record, "webhook-id")).isEqualTo("evt_1");
            assertThat(header(record, "webhook-type")).isEqualTo("flow.completed");
            assertThat(header(record, "content-type")).isEqualTo("application/json");
        });
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void keepsWhatBelongsToOneFlowTokenInOrder() throws Exception {
        broker.createTopic(topic, 6, Map.of());

        try (var destination = destination(Duration.ofSeconds(15))) {
            for (int i = 0; i < 20; i++) {
                destination.deliver(completion("evt_" + i, "token-" + i % 2));
            }
        }

        var records = broker.records(topic, 20);
        for (var token : List.of("token-0", "token-1")) {
            var key = sha256(token);
            var ofToken =
                    records.stream().filter(each -> each.key().equals(key)).toList();
            assertThat(ofToken)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(ofToken.getFirst().partition());
            assertThat(ofToken).extracting(ConsumerRecord::offset).isSorted();
            assertThat(ofToken)
                    .extracting(
                            each -> Integer.parseInt(header(each, "webhook-id").substring(4)))
                    .hasSize(10)
                    .isSorted();
        }
    }

    @Test
    void deliversLaterWhatABrokerWasAwayFor() throws Exception {
        broker.createTopic(topic, 1, Map.of());
        broker.kill();
        var retries = new Duration[60];
        java.util.Arrays.fill(retries, Duration.ofMillis(500));
        try (var outbox = EventOutbox.builder()
                .retries(retries)
                .destination(destination(Duration.ofSeconds(1)), EventFilter.ALL)
                .start()) {
            outbox.put(completion("evt_1", "a-flow-token"));
            broker.startAgain();

            assertThat(broker.records(topic, 1))
                    .allSatisfy(
                            record -> assertThat(header(record, "webhook-id")).isEqualTo("evt_1"));
        }
    }

    @Test
    void saysInTimeThatNoBrokerAnswers() {
        try (var destination = KafkaEventDestination.builder("lake", List.of("127.0.0.1:1"), topic)
                .timeout(Duration.ofMillis(300))
                .build()) {
            assertThatThrownBy(() -> destination.deliver(completion("evt_1", "a-flow-token")))
                    .isInstanceOf(EventDeliveryException.class)
                    .hasMessageContaining("Kafka");
        }
    }
}
