package dev.penstock.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.gateway.event.EventDeliveryException;
import dev.penstock.gateway.event.EventType;
import dev.penstock.gateway.event.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which settings are refused, and with what sentence; no broker is asked. */
class KafkaSettingsTest {

    private final KafkaEventDestination.Builder builder =
            KafkaEventDestination.builder("lake", List.of("kafka.example.com:9092"), "penstock");

    @ParameterizedTest
    @ValueSource(strings = {"acks", "enable.idempotence", "key.serializer", "value.serializer", "transactional.id"})
    void refusesWhatADeliveryDependsOn(String property) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.properties(Map.of(property, "1")))
                .withMessageContaining("%s of Kafka's producer is set by Penstock".formatted(property));
    }

    @Test
    void refusesAMisspeltSettingAndRepeatsNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.properties(Map.of("sasl.jass.config", "password='open-sesame'")))
                .withMessageContaining("no setting sasl.jass.config")
                .withMessageNotContaining("open-sesame");
    }

    @Test
    void refusesWhatTheClientDoesNotTakeAndRepeatsNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.properties(Map.of("security.protocol", "open-sesame"))
                        .build())
                .withMessageContaining("does not take")
                .withMessageNotContaining("open-sesame");
    }

    /** The client itself says what it goes by, when it is first used. */
    @Test
    void waitsForAllReplicasInSyncAndRepeatsNothingByItself() {
        var log = (Logger) LoggerFactory.getLogger(AbstractConfig.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        log.addAppender(lines);
        try (var destination = KafkaEventDestination.builder("lake", List.of("127.0.0.1:1"), "topic")
                .timeout(Duration.ofMillis(200))
                .build()) {
            var event = new OutgoingEvent("evt_1", EventType.FLOW_ALERT, Instant.EPOCH, Optional.empty(), Map.of());
            assertThatThrownBy(() -> destination.deliver(event)).isInstanceOf(EventDeliveryException.class);
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
            log.setAdditive(true);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).contains("acks = -1", "enable.idempotence = true"));
    }

    @Test
    void refusesBrokersThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaEventDestination.builder("lake", List.of(), "topic"));
    }

    @Test
    void refusesATimeThatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofMinutes(3)));
    }

    @Test
    void isBuiltWithoutABrokerAndShowsNoSecret() {
        try (var destination = builder.properties(
                        Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "sasl.jaas.config", "word"))
                .build()) {
            assertThat(destination.name()).isEqualTo("lake");
            assertThat(destination.toString()).isEqualTo("KafkaEventDestination[lake, penstock]");
        }
    }
}
