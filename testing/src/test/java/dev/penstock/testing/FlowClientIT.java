package dev.penstock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointEvent;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowClientIT {

    private static final RSAPrivateCrtKey KEY = PrivateKeys.generate();
    private static final RSAPrivateCrtKey OTHER_KEY = PrivateKeys.generate();
    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");

    private final List<EndpointEvent> events = new CopyOnWriteArrayList<>();
    private final List<Exchange> heard = new ArrayList<>();
    private PenstockServer server;

    @BeforeEach
    void start() {
        var flow = Flow.named("booking")
                .onInit(request -> NextScreen.of("APPOINTMENT").with("departments", List.of("a", "b")))
                .onScreen("APPOINTMENT", request -> NextScreen.of("SUMMARY").with(request.data()))
                .onBack("SUMMARY", request -> NextScreen.of("APPOINTMENT"))
                .onScreen("SUMMARY", request -> request.complete(Map.of("booking_id", "B-1")))
                .onScreen("ENDED", request -> request.invalidFlowToken("This booking is complete."))
                .onScreen("SLOW", request -> {
                    Thread.sleep(Duration.ofSeconds(5));
                    return request.stay("late");
                })
                .build();
        var endpoint = FlowEndpoint.builder(flow)
                .keyset(Keyset.of(KEY))
                .appSecrets(SECRETS)
                .listener(events::add)
                .build();
        server = PenstockServer.builder().endpoint(endpoint).port(0).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void playsAWholeConversation() {
        try (var line = line(() -> BusinessPublicKey.of(KEY))) {
            var client = client(line);

            assertThat(answer(client.ping())).isEqualTo(Map.of("data", Map.of("status", "active")));
            assertThat(answer(client.init()).get("screen")).isEqualTo("APPOINTMENT");
            assertThat(answer(client.submit("APPOINTMENT", Map.of("day", "Freitag ✓"))))
                    .isEqualTo(Map.of("screen", "SUMMARY", "data", Map.of("day", "Freitag ✓")));
            assertThat(answer(client.back("SUMMARY")).get("screen")).isEqualTo("APPOINTMENT");
            assertThat(answer(client.submit("SUMMARY", Map.of())))
                    .isEqualTo(Map.of(
                            "screen",
                            "SUCCESS",
                            "data",
                            Map.of(
                                    "extension_message_response",
                                    Map.of("params", Map.of("flow_token", "token-1", "booking_id", "B-1")))));
        }
    }

    @Test
    void fetchesTheKeyAgainAfter421AndResendsOnce() {
        var keys = new ArrayList<>(List.of(BusinessPublicKey.of(OTHER_KEY), BusinessPublicKey.of(KEY)));
        try (var line = line(keys::removeFirst)) {
            var exchange = client(line).init();

            assertThat(exchange.status()).isEqualTo(200);
            assertThat(heard).extracting(Exchange::status).containsExactly(421, 200);
        }
    }

    @Test
    void givesUpAfterASecond421() {
        try (var line = line(() -> BusinessPublicKey.of(OTHER_KEY))) {
            var exchange = client(line).init();

            assertThat(exchange.outcome()).isEqualTo(new Exchange.Refused(421));
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void opensTheTextOfA427() {
        try (var line = line(() -> BusinessPublicKey.of(KEY))) {
            var exchange = client(line).submit("ENDED", Map.of());

            assertThat(exchange.status()).isEqualTo(427);
            assertThat(answer(exchange)).isEqualTo(Map.of("error_msg", "This booking is complete."));
        }
    }

    @Test
    void isRefusedWith432UnderAnotherAppSecret() {
        try (var line = EncryptingLine.to(uri(), BusinessPublicKey.of(KEY))
                .signedBy(RequestSignature.of(AppSecrets.of("ffffffffffffffffffffffffffffffff")))
                .open()) {
            assertThat(client(line).init().outcome()).isEqualTo(new Exchange.Refused(432));
        }
    }

    @Test
    void notifiesTheEndpointOfAnAnswerThatDoesNotFit() {
        try (var line = line(() -> BusinessPublicKey.of(KEY))) {
            var client = FlowClient.over(line, "token-1")
                    .fit(answer -> Optional.of("invalid-screen-transition"))
                    .listener(heard::add)
                    .build();

            client.init();
        }

        assertThat(events)
                .filteredOn(EndpointEvent.ErrorNotified.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((EndpointEvent.ErrorNotified) event).errorKey())
                        .isEqualTo("invalid-screen-transition"));
        assertThat(heard.getLast().outcome())
                .isEqualTo(new Exchange.Answered(200, Map.of("data", Map.of("acknowledged", true))));
    }

    @Test
    void notifiesTheEndpointOfAnAnswerThatDoesNotOpen() {
        var asked = new ArrayList<Map<String, Object>>();
        EndpointLine damaged = (request, timeout) -> {
            asked.add(request);
            return new Exchange(
                    request,
                    new Exchange.Unopened(200, "damaged"),
                    java.time.Instant.EPOCH,
                    Duration.ZERO,
                    Exchange.Wire.UNKNOWN);
        };

        FlowClient.over(damaged, "token-1").build().submit("APPOINTMENT", Map.of());

        assertThat(asked).hasSize(2);
        assertThat(asked.getLast())
                .containsEntry("action", "data_exchange")
                .containsEntry("screen", "APPOINTMENT")
                .extractingByKey("data")
                .asString()
                .contains("response-decryption-error");
    }

    @Test
    void givesUpWaitingWhenItsTimeIsOver() {
        try (var line = line(() -> BusinessPublicKey.of(KEY))) {
            var client = FlowClient.over(line, "token-1")
                    .timeout(Duration.ofMillis(300))
                    .build();

            assertThat(client.submit("SLOW", Map.of()).outcome()).isInstanceOf(Exchange.TimedOut.class);
        }
    }

    @Test
    void saysThatNobodyListens() {
        server.close();
        try (var line = line(() -> BusinessPublicKey.of(KEY))) {
            assertThat(client(line).ping().outcome()).isInstanceOf(Exchange.Unreachable.class);
        }
    }

    @Test
    void showsNothingOfAnExchangeInItsText() {
        try (var line = line(() -> BusinessPublicKey.of(KEY))) {
            assertThat(client(line).submit("APPOINTMENT", Map.of("name", "canary")))
                    .asString()
                    .doesNotContain("canary", "token-1");
        }
    }

    private URI uri() {
        return server.uri().resolve("/flows/booking");
    }

    private EncryptingLine line(Supplier<BusinessPublicKey> keys) {
        return EncryptingLine.to(uri(), keys)
                .signedBy(RequestSignature.of(SECRETS))
                .open();
    }

    private FlowClient client(EndpointLine line) {
        return FlowClient.over(line, "token-1").listener(heard::add).build();
    }

    private static Map<String, Object> answer(Exchange exchange) {
        return ((Exchange.Answered) exchange.outcome()).answer();
    }
}
