package dev.penstock.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.gateway.backend.LoopbackServer;
import dev.penstock.id.FlowId;
import dev.penstock.json.StrictJson;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.test.LogRecorder;
import dev.penstock.webhook.event.AlertHead;
import dev.penstock.webhook.event.AlertState;
import dev.penstock.webhook.event.FlowAlert;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told what, and how often. */
class AlertNotifierTest {

    private final PenstockMetrics metrics = PenstockMetrics.create();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
    private final AtomicInteger deadLetters = gauge("penstock.webhook.dead.letters");
    private final AtomicInteger lag = gauge("penstock.webhook.queue.lag.seconds");

    private AtomicInteger gauge(String name) {
        var gauge = new AtomicInteger();
        Gauge.builder(name, gauge, AtomicInteger::get).strongReference(true).register(metrics.registry());
        return gauge;
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    private AlertNotifier notifier(LoopbackServer server, AlertSeverity least) {
        return AlertNotifier.builder(metrics)
                .instance("a:8080")
                .clock(now::get)
                .receiver(HttpAlerts.webhook("ops", server.uri(), Optional.empty()), least)
                .build();
    }

    private AlertNotifier notifier(LoopbackServer server) {
        return notifier(server, AlertSeverity.WARNING);
    }

    /** Looks each minute for a while. */
    private void pass(AlertNotifier notifier, Duration time) {
        for (var end = now.get().plus(time);
                now.get().isBefore(end);
                now.set(now.get().plusSeconds(60))) {
            notifier.look();
        }
        notifier.look();
    }

    @SuppressWarnings("unchecked")
    private static List<String> told(LoopbackServer server) {
        return server.exchanges().stream()
                .flatMap(exchange -> ((List<Map<String, Object>>)
                                StrictJson.readObject(exchange.body()).get("alerts"))
                        .stream())
                .map(alert -> alert.get("status") + " " + alert.get("name"))
                .toList();
    }

    private void awaitTold(LoopbackServer server, String... expected) {
        await().untilAsserted(() -> assertThat(told(server)).containsExactly(expected));
        await().until(() -> count("sent") >= server.exchanges().size());
    }

    private double count(String outcome) {
        return metrics.registry()
                .get("penstock.alert.messages")
                .tags("receiver", "ops", "outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void whatLastsIsToldOnceAndOnceThatItIsOver() throws Exception {
        try (var server = LoopbackServer.answering(200, "");
                var notifier = notifier(server)) {
            pass(notifier, Duration.ofMinutes(5));
            deadLetters.set(3);
            pass(notifier, Duration.ofMinutes(1));
            assertThat(server.exchanges()).as("it has to last").isEmpty();

            pass(notifier, Duration.ofMinutes(5));
            awaitTold(server, "firing PenstockDeadLetters");
            assertThat(server.exchanges().getFirst().text())
                    .contains("3 webhook events are kept aside")
                    .contains("runbook.md#dead-letters");
            pass(notifier, Duration.ofHours(3));
            deadLetters.set(0);
            pass(notifier, Duration.ofHours(3));
            awaitTold(server, "firing PenstockDeadLetters", "resolved PenstockDeadLetters");
        }
    }

    @Test
    void whatGetsWorseIsToldAgainAndIsOneThing() throws Exception {
        try (var server = LoopbackServer.answering(200, "");
                var notifier = notifier(server)) {
            lag.set(120);
            pass(notifier, Duration.ofMinutes(5));
            awaitTold(server, "firing PenstockQueueLag");

            lag.set(1_200);
            pass(notifier, Duration.ofMinutes(5));
            awaitTold(server, "firing PenstockQueueLag", "firing PenstockQueueLag10Minutes");

            lag.set(0);
            pass(notifier, Duration.ofMinutes(5));
            awaitTold(
                    server,
                    "firing PenstockQueueLag",
                    "firing PenstockQueueLag10Minutes",
                    "resolved PenstockQueueLag10Minutes");
        }
    }

    @Test
    void whatLastsForLongIsToldAgain() throws Exception {
        try (var server = LoopbackServer.answering(200, "");
                var notifier = notifier(server)) {
            deadLetters.set(1);
            pass(notifier, Duration.ofMinutes(5));
            awaitTold(server, "firing PenstockDeadLetters");

            now.set(now.get().plus(Duration.ofHours(12)));
            notifier.look();
            awaitTold(server, "firing PenstockDeadLetters", "firing PenstockDeadLetters");
        }
    }

    @Test
    void aReceiverThatIsAwayIsToldWhenItIsBack() throws Exception {
        var status = new AtomicInteger(500);
        try (var log = LogRecorder.start();
                var server = LoopbackServer.start(exchange -> exchange.respond(status.get(), ""));
                var notifier = notifier(server)) {
            deadLetters.set(1);
            pass(notifier, Duration.ofMinutes(5));
            await().until(() -> count("failed") > 0);
            assertThat(count("sent")).isZero();

            status.set(200);
            await().untilAsserted(() -> {
                notifier.look();
                assertThat(count("sent")).isEqualTo(1);
            });
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("could not be told to ops: it answered with status 500"));
        }
    }

    @Test
    void whoIsForWhatIsCriticalIsNotToldTheRest() throws Exception {
        try (var server = LoopbackServer.answering(200, "");
                var notifier = notifier(server, AlertSeverity.CRITICAL)) {
            deadLetters.set(1);
            lag.set(1_200);
            pass(notifier, Duration.ofMinutes(5));

            awaitTold(server, "firing PenstockQueueLag10Minutes");
            assertThat(notifier.firing())
                    .extracting(Alert::name)
                    .containsExactlyInAnyOrder("PenstockDeadLetters", "PenstockQueueLag10Minutes");
            assertThat(metrics.page("").text())
                    .contains("penstock_alerts_firing{severity=\"critical\"} 1.0")
                    .contains("penstock_alerts_firing{severity=\"warning\"} 1.0");
        }
    }

    @Test
    void whatMetaAlertsToIsToldUntilMetaSaysThatItIsOver() throws Exception {
        try (var server = LoopbackServer.answering(200, "");
                var notifier = notifier(server)) {
            notifier.heard(latency(AlertState.ACTIVATED));
            awaitTold(server, "firing MetaEndpointLatency");
            assertThat(server.exchanges().getFirst().text())
                    .contains("Meta says of the Flow 3001: the 90th percentile is 5200 ms, above 5000 ms.");
            pass(notifier, Duration.ofMinutes(5));

            notifier.heard(latency(AlertState.DEACTIVATED));
            awaitTold(server, "firing MetaEndpointLatency", "resolved MetaEndpointLatency");

            notifier.heard(new FlowAlert.VersionExpiryWarning(head(), Optional.of("tweety")));
            awaitTold(server, "firing MetaEndpointLatency", "resolved MetaEndpointLatency", "firing MetaVersionExpiry");
            pass(notifier, Duration.ofMinutes(5));
            assertThat(told(server)).as("each once").hasSize(3);
            assertThat(server.exchanges())
                    .as("Meta's own words are not told on")
                    .allSatisfy(exchange -> assertThat(exchange.text()).doesNotContain("tweety"));
        }
    }

    private static AlertHead head() {
        return new AlertHead(new FlowId("3001"), Optional.empty(), Optional.empty(), Optional.of("tweety"), Map.of());
    }

    private static FlowAlert latency(AlertState state) {
        return new FlowAlert.EndpointLatency(
                head(),
                Optional.of(Duration.ofMillis(5_200)),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(Duration.ofSeconds(5)),
                state);
    }
}
