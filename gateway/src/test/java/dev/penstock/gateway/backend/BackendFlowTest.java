package dev.penstock.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.FlowTexts;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointEvent;
import dev.penstock.gateway.backend.BackendException.Reason;
import dev.penstock.json.StrictJson;
import dev.penstock.server.PenstockServer;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the phone through the endpoint to a backend over HTTP and back. */
@Timeout(60)
class BackendFlowTest {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");

    private static RSAPrivateCrtKey key;

    private final List<EndpointEvent> events = new CopyOnWriteArrayList<>();
    private final List<BackendListener.Asked> asked = new CopyOnWriteArrayList<>();
    private Optional<AutoCloseable> opened = Optional.empty();

    @BeforeAll
    static void makeKey() {
        key = PrivateKeys.generate();
    }

    @AfterEach
    void close() throws Exception {
        if (opened.isPresent()) {
            opened.get().close();
        }
    }

    private FlowClient phone(LoopbackServer server, UnaryOperator<BackendFlowBuilder> options) {
        var backend = HttpBackend.builder(server.uri())
                .timeout(Duration.ofMillis(500))
                .build();
        var flow = options.apply(
                        BackendFlow.builder("booking", backend).tenant("acme").listener(asked::add))
                .build();
        var keyset = Keyset.of(key);
        var endpoint = FlowEndpoint.builder(flow)
                .keyset(keyset)
                .appSecrets(SECRETS)
                .flowTokens(FlowTokens.of(SECRETS))
                .scope("/flows/booking")
                .listener(events::add)
                .build();
        var gateway = PenstockServer.builder().port(0).endpoint(endpoint).start();
        var line = EncryptingLine.to(gateway.uri().resolve("/flows/booking"), keyset.currentPublicKey())
                .signedBy(RequestSignature.of(SECRETS))
                .open();
        opened = Optional.of(() -> {
            line.close();
            gateway.close();
            backend.close();
        });
        return FlowClient.over(line, FlowTokens.of(SECRETS).issue("booking", "+49170"))
                .build();
    }

    private FlowClient phone(LoopbackServer server) {
        return phone(server, options -> options);
    }

    private static Map<String, Object> clear(Exchange exchange) {
        assertThat(exchange.outcome()).isInstanceOf(Exchange.Answered.class);
        return ((Exchange.Answered) exchange.outcome()).answer();
    }

    @Test
    void backendGetsTheClearRequestAsMetaDocumentsItAndWhoTheTokenWasIssuedFor() throws Exception {
        try (var server = LoopbackServer.answering(200, "{\"screen\":\"NEXT\",\"data\":{\"n\":1}}")) {
            var phone = phone(server);

            assertThat(clear(phone.init())).isEqualTo(Map.of("screen", "NEXT", "data", Map.of("n", 1)));
            phone.submit("CHOICE", Map.of("day", "Friday", "seats", List.of(1, 2)));
            phone.back("SUMMARY");

            var bodies = server.exchanges().stream()
                    .map(exchange -> StrictJson.readObject(exchange.body()))
                    .toList();
            assertThat(bodies.get(0))
                    .containsEntry("action", "INIT")
                    .containsEntry("screen", "")
                    .containsEntry("data", Map.of())
                    .containsEntry("version", "3.0");
            assertThat(bodies.get(1))
                    .containsEntry("action", "data_exchange")
                    .containsEntry("screen", "CHOICE")
                    .containsEntry("data", Map.of("day", "Friday", "seats", List.of(1, 2)));
            assertThat(bodies.get(2)).containsEntry("action", "BACK").containsEntry("screen", "SUMMARY");
            assertThat(server.exchanges()).allSatisfy(exchange -> {
                assertThat(String.valueOf(StrictJson.readObject(exchange.body()).get("flow_token")))
                        .startsWith("p1.");
                assertThat(exchange.headers())
                        .containsEntry("penstock-subject", "+49170")
                        .containsEntry("penstock-tenant", "acme");
                assertThat(exchange.headers().get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
                assertThat(exchange.headers().get("webhook-id")).matches("req_[0-9a-f]{32}");
            });
            assertThat(server.exchanges().stream()
                            .map(exchange -> exchange.headers().get("penstock-request")))
                    .containsExactlyElementsOf(events.stream()
                            .filter(EndpointEvent.Answered.class::isInstance)
                            .map(EndpointEvent::requestId)
                            .toList());
        }
    }

    @Test
    void healthChecksAndErrorNotificationsDoNotReachTheBackend() throws Exception {
        try (var server = LoopbackServer.answering(200, "{}")) {
            var phone = phone(server);

            assertThat(clear(phone.ping())).isEqualTo(Map.of("data", Map.of("status", "active")));
            assertThat(clear(phone.notifyEndpoint("CHOICE", "invalid-screen-transition")))
                    .isEqualTo(Map.of("data", Map.of("acknowledged", true)));
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void shortAnswersBecomeWhatPhonesKnow() throws Exception {
        try (var server = LoopbackServer.start(exchange -> {
            switch (exchange.text().contains("STAY") ? 0 : exchange.text().contains("END") ? 1 : 2) {
                case 0 -> exchange.respond(200, "{\"stay\":\"Gone.\",\"data\":{\"slots\":[]}}");
                case 1 -> exchange.respond(200, "{\"complete\":{\"booking_id\":\"B-1\"}}");
                default -> exchange.respond(427, "{\"error_msg\":\"Ask anew.\"}");
            }
        })) {
            var phone = phone(server);

            assertThat(clear(phone.submit("STAY", Map.of())))
                    .isEqualTo(Map.of("screen", "STAY", "data", Map.of("slots", List.of(), "error_message", "Gone.")));
            assertThat(clear(phone.submit("END", Map.of())).toString())
                    .contains("SUCCESS")
                    .contains("booking_id=B-1")
                    .contains("flow_token=p1.");
            var invalid = phone.submit("OTHER", Map.of());
            assertThat(((Exchange.Answered) invalid.outcome()).status()).isEqualTo(427);
            assertThat(clear(invalid)).isEqualTo(Map.of("error_msg", "Ask anew."));
        }
    }

    @ParameterizedTest
    @CsvSource({"200,[],NOT_JSON", "500,{},STATUS", "302,{},REDIRECT", "200,{},UNFIT"})
    void personStaysOnTheScreenAndTheOperatorHearsTheReason(int status, String body, Reason reason) throws Exception {
        try (var server = LoopbackServer.answering(status, body)) {
            var phone = phone(server);

            assertThat(clear(phone.submit("CHOICE", Map.of("name", "Ada"))))
                    .isEqualTo(Map.of("screen", "CHOICE", "data", Map.of("error_message", FlowTexts.ENGLISH.failed())));

            var failed = events.stream()
                    .filter(EndpointEvent.Failed.class::isInstance)
                    .map(EndpointEvent.Failed.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(failed.failure()).isEqualTo(EndpointEvent.Failure.HANDLER);
            assertThat(failed.problem()).startsWith("The backend").doesNotContain("Ada");
            assertThat(asked.getFirst().failure()).contains(reason);
            assertThat(asked.getFirst().tenant()).contains("acme");
        }
    }

    @Test
    void slowBackendGetsItsOwnMessage() throws Exception {
        try (var server = LoopbackServer.start(exchange -> new CountDownLatch(1).await())) {
            assertThat(clear(phone(server).submit("CHOICE", Map.of())))
                    .isEqualTo(Map.of(
                            "screen", "CHOICE", "data", Map.of("error_message", FlowTexts.ENGLISH.tookTooLong())));
        }
    }

    @Test
    void openingCannotStay() throws Exception {
        try (var server = LoopbackServer.answering(200, "{\"stay\":\"Closed.\"}")) {
            assertThat(phone(server).init().outcome()).isEqualTo(new Exchange.Refused(500));
            assertThat(asked.getFirst().failure()).contains(Reason.UNFIT);
        }
    }

    @Test
    void secondTapHasTheIdOfTheFirstAndAsksOnlyAfterAFailure() throws Exception {
        try (var server = LoopbackServer.start(exchange -> exchange.respond(
                200, exchange.text().contains("full") ? "{\"stay\":\"Full.\"}" : "{\"complete\":{}}"))) {
            var phone = phone(server, flow -> flow.oncePerSubmission(List.of("SUMMARY")));

            phone.submit("SUMMARY", Map.of("full", true));
            phone.submit("SUMMARY", Map.of("full", true));
            phone.submit("SUMMARY", Map.of());
            phone.submit("SUMMARY", Map.of());

            var ids = server.exchanges().stream()
                    .map(exchange -> String.valueOf(exchange.headers().get("webhook-id")))
                    .toList();
            assertThat(ids).hasSize(3).allSatisfy(id -> assertThat(id).startsWith("sub_"));
            assertThat(ids.get(1)).isEqualTo(ids.get(0));
            assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
        }
    }
}
