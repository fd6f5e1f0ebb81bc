package dev.penstock.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.RequestLabels;
import dev.penstock.gateway.backend.LoopbackServer;
import dev.penstock.gateway.backend.SigningSecrets;
import dev.penstock.json.StrictJson;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events reach destinations over HTTP, however those behave. */
@Timeout(60)
class EventOutboxTest {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final String SECRET = SigningSecrets.generate();
    private static final Instant NOW = Instant.ofEpochSecond(1_764_244_800);

    private static OutgoingEvent event(int number) {
        return new OutgoingEvent(
                "evt_" + number, EventType.FLOW_COMPLETED, NOW, Optional.of("acme"), Map.of("number", number));
    }

    private static HttpEventDestination to(String name, LoopbackServer server) {
        return to(name, server, Duration.ofSeconds(30));
    }

    private static HttpEventDestination to(String name, LoopbackServer server, Duration timeout) {
        return HttpEventDestination.builder(name, server.uri())
                .signingSecrets(SigningSecrets.of(SECRET))
                .timeout(timeout)
                .clock(() -> NOW)
                .build();
    }

    private static EventOutbox.Builder outbox(EventDestination destination) {
        return EventOutbox.builder().destination(destination, EventFilter.ALL).closeLimit(Duration.ofSeconds(1));
    }

    @Test
    void deliversSignedAndOnceHoweverOftenItIsPut() throws Exception {
        try (var server = LoopbackServer.answering(204, "");
                var outbox = outbox(to("crm", server)).start()) {
            outbox.put(event(1));
            outbox.put(event(1));
            outbox.put(event(2));

            await().until(() -> outbox.waiting().get("crm") == 0);
            assertThat(server.exchanges()).hasSize(2);
            var first = server.exchanges().stream()
                    .filter(exchange -> "evt_1".equals(exchange.headers().get("webhook-id")))
                    .findFirst()
                    .orElseThrow();
            assertThat(StrictJson.readObject(first.body()))
                    .containsEntry("id", "evt_1")
                    .containsEntry("type", "flow.completed")
                    .containsEntry("timestamp", NOW.toString())
                    .containsEntry("tenant", "acme")
                    .containsEntry("data", Map.of("number", 1));
            assertThat(first.headers())
                    .containsEntry("webhook-timestamp", "1764244800")
                    .containsEntry(
                            "webhook-signature", SigningSecrets.of(SECRET).sign("evt_1", NOW, first.body()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 404, 301, 0, -1})
    void triesAgainWithTheSameIdUntilItIsTaken(int trouble) throws Exception {
        var tries = new AtomicInteger();
        var never = new CountDownLatch(1);
        try (var server = LoopbackServer.start(exchange -> {
                    if (tries.incrementAndGet() > 2) {
                        exchange.respond(200, "");
                    } else if (trouble > 0) {
                        exchange.respond(trouble, "");
                    } else if (trouble == 0) {
                        exchange.reset();
                    } else {
                        never.await();
                    }
                });
                var outbox = outbox(to("crm", server, Duration.ofMillis(500)))
                        .retries(Duration.ofMillis(10), Duration.ofMillis(20))
                        .start()) {
            outbox.put(event(1));

            await().until(() -> outbox.waiting().get("crm") == 0);
            assertThat(outbox.keptAside()).containsEntry("crm", 0);
            assertThat(server.exchanges())
                    .hasSize(3)
                    .allSatisfy(exchange -> assertThat(exchange.headers()).containsEntry("webhook-id", "evt_1"));
        }
    }

    @Test
    void keepsAsideWhatIsNeverTakenAndDeliversItWhenAsked() throws Exception {
        var isWell = new AtomicBoolean();
        try (var server = LoopbackServer.start(exchange -> exchange.respond(isWell.get() ? 200 : 500, ""));
                var outbox = outbox(to("crm", server)).retries(Duration.ZERO).start()) {
            outbox.put(event(1));
            await().until(() -> outbox.keptAside().get("crm") == 1);
            assertThat(server.exchanges()).hasSize(2);

            isWell.set(true);
            assertThat(outbox.deliverKeptAside()).isEqualTo(1);

            await().until(() -> server.exchanges().size() == 3);
            await().until(() -> outbox.waiting().get("crm") == 0);
            assertThat(outbox.keptAside()).containsEntry("crm", 0);
        }
    }

    @Test
    void destinationThatHangsHoldsUpNoOther() throws Exception {
        var never = new CountDownLatch(1);
        try (var hanging = LoopbackServer.start(exchange -> never.await());
                var well = LoopbackServer.answering(200, "");
                var outbox = EventOutbox.builder()
                        .destination(
                                HttpEventDestination.builder("hanging", hanging.uri())
                                        .build(),
                                EventFilter.ALL)
                        .destination(to("well", well), EventFilter.ALL)
                        .closeLimit(Duration.ofMillis(100))
                        .start()) {
            for (int i = 0; i < 100; i++) {
                outbox.put(event(i));
            }

            await().until(() -> outbox.waiting().get("well") == 0);
            assertThat(well.exchanges()).hasSize(100);
            assertThat(outbox.waiting()).containsEntry("hanging", 100);
        }
    }

    @Test
    void destinationThatThrowsWhatItMayNotIsTriedAgain() {
        var tries = new AtomicInteger();
        var odd = new EventDestination() {
            @Override
            public String name() {
                return "odd";
            }

            @Override
            public void deliver(OutgoingEvent event) {
                if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException();
                }
            }
        };
        try (var outbox = outbox(odd).retries(Duration.ZERO).start()) {
            outbox.put(event(1));

            await().until(() -> outbox.waiting().get("odd") == 0);
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void closingDeliversWhatWaitsInMemory() throws Exception {
        try (var server = LoopbackServer.answering(200, "")) {
            var outbox =
                    outbox(to("crm", server)).closeLimit(Duration.ofSeconds(20)).start();
            for (int i = 0; i < 50; i++) {
                outbox.put(event(i));
            }
            outbox.close();

            assertThat(server.exchanges()).hasSize(50);
        }
    }

    @Test
    void tellsEachDestinationWhatItsFilterTakes() throws Exception {
        try (var flows = LoopbackServer.answering(200, "");
                var statuses = LoopbackServer.answering(200, "");
                var outbox = EventOutbox.builder()
                        .destination(to("flows", flows), EventFilter.of(List.of("flow.*")))
                        .destination(to("statuses", statuses), EventFilter.of(List.of("message.status")))
                        .start()) {
            outbox.put(event(1));
            outbox.put(new OutgoingEvent("evt_2", EventType.MESSAGE_STATUS, NOW, Optional.empty(), Map.of()));

            await().until(() -> outbox.waiting().values().stream().allMatch(count -> count == 0));
            assertThat(ids(flows)).containsExactly("evt_1");
            assertThat(ids(statuses)).containsExactly("evt_2");
        }
        assertThatThrownBy(() -> EventFilter.of(List.of("flow.complete")))
                .hasMessageContaining("\"flow.complete\"")
                .hasMessageContaining("flow.completed");
    }

    @Test
    void tellsWhatMetaTells() throws Exception {
        try (var server = LoopbackServer.answering(200, "");
                var outbox = outbox(to("crm", server)).start();
                var webhooks = WebhookEndpoint.builder(
                                SECRETS, VerifyToken.of("open-sesame-123"), outbox.handlers(Optional.of("acme")))
                        .build()) {
            deliver(webhooks, "messages", """
                    {"metadata": {"phone_number_id": "P1"},
                     "contacts": [{"wa_id": "15550100", "user_id": "US.1", "profile": {"username": "ada"}}],
                     "messages": [{"from": "15550100", "id": "wamid.A", "timestamp": "1764244800",
                       "type": "interactive",
                       "context": {"id": "wamid.0"}, "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow",
                       "body": "Sent",
                       "response_json": "{\\"flow_token\\":\\"t-1\\",\\"booking_id\\":\\"B-1\\"}"}}}]}""");
            deliver(webhooks, "flows", """
                    {"event": "ENDPOINT_LATENCY", "message": "slow", "flow_id": "F1", "p90_latency": 5400,
                     "threshold": 5000,
                     "alert_state": "ACTIVATED"}""");
            deliver(webhooks, "messages", """
                    {"metadata": {"phone_number_id": "P1"}, "statuses": [{"id": "wamid.0", "status": "read",
                      "timestamp": "1764244801", "recipient_id": "15550100"}]}""");

            await().until(() -> server.exchanges().size() == 3);
            var events = server.exchanges().stream()
                    .map(exchange -> StrictJson.readObject(exchange.body()))
                    .toList();
            assertThat(events).allSatisfy(event -> {
                assertThat(String.valueOf(event.get("id"))).matches("evt_[0-9a-f]{32}");
                assertThat(event).containsEntry("tenant", "acme");
            });
            assertThat(dataOf(events, "flow.completed"))
                    .containsEntry("message_id", "wamid.A")
                    .containsEntry("phone_number", "15550100")
                    .containsEntry("context_message_id", "wamid.0")
                    .containsEntry("phone_number_id", "P1")
                    .containsEntry("flow_token", "t-1")
                    .containsEntry("response", Map.of("flow_token", "t-1", "booking_id", "B-1"));
            assertThat(dataOf(events, "flow.alert"))
                    .containsEntry("flow_id", "F1")
                    .containsEntry("message", "slow");
            assertThat(dataOf(events, "message.status"))
                    .containsEntry("message_id", "wamid.0")
                    .containsEntry("status", "read");
        }
    }

    @Test
    void tellsWhatPhonesCouldNotUse() throws Exception {
        try (var server = LoopbackServer.answering(200, "");
                var outbox = outbox(to("crm", server)).start()) {
            outbox.listener(Optional.empty())
                    .on(new EndpointEvent.ErrorNotified(
                            new RequestLabels(
                                    new EndpointLabels("booking", Optional.empty(), Set.of()),
                                    "r-1",
                                    Optional.empty(),
                                    Optional.empty()),
                            "invalid-screen-transition",
                            Optional.empty(),
                            Optional.empty()));

            await().until(() -> server.exchanges().size() == 1);
            assertThat(StrictJson.readObject(server.exchanges().getFirst().body()))
                    .containsEntry("type", "flow.error")
                    .containsEntry(
                            "data",
                            Map.of("flow", "booking", "error", "invalid-screen-transition", "request_id", "r-1"));
        }
    }

    @Test
    void refusesNamesAndAddressesThatAreNone() {
        var address = URI.create("https://crm.example.com/flows");

        assertThatThrownBy(() ->
                        outbox(HttpEventDestination.builder("C R M", address).build()))
                .hasMessageContaining("C R M");
        assertThatThrownBy(() -> outbox(
                                HttpEventDestination.builder("crm", address).build())
                        .destination(
                                HttpEventDestination.builder("crm", address).build(), EventFilter.ALL))
                .hasMessageContaining("crm");
        assertThatThrownBy(() -> HttpEventDestination.builder("crm", URI.create("ftp://x/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsShowNothingOfAPersonOrSecret() {
        var event = new OutgoingEvent("evt_1", EventType.FLOW_COMPLETED, NOW, Optional.empty(), Map.of("name", "Ada"));

        assertThat(event.toString()).doesNotContain("Ada");
        assertThat(OutgoingEvent.read(event.json())).isEqualTo(event);
        assertThatThrownBy(() -> OutgoingEvent.read("{\"name\":\"Ada\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Ada");
        assertThat(HttpEventDestination.builder("crm", URI.create("https://crm.example.com/x?key=secret"))
                        .build()
                        .toString())
                .doesNotContain("secret");
    }

    private static List<String> ids(LoopbackServer server) {
        return server.exchanges().stream()
                .map(exchange -> String.valueOf(exchange.headers().get("webhook-id")))
                .toList();
    }

    @SuppressWarnings("unchecked") // StrictJson makes every object a map with text keys
    private static Map<String, Object> dataOf(List<Map<String, Object>> events, String type) {
        return (Map<String, Object>) events.stream()
                .filter(event -> type.equals(event.get("type")))
                .findFirst()
                .orElseThrow()
                .get("data");
    }

    private static void deliver(WebhookEndpoint webhooks, String field, String value) {
        var body = """
                {"object":"whatsapp_business_account","entry":[{"id":"W1","time":1764244800,
                 "changes":[{"field":"%s","value":%s}]}]}""".formatted(field, value).getBytes(StandardCharsets.UTF_8);
        assertThat(webhooks.answer(
                                "POST", "", body, RequestSignature.of(SECRETS).sign(body))
                        .status())
                .isEqualTo(200);
    }
}
