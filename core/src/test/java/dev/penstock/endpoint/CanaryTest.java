package dev.penstock.endpoint;

import static dev.penstock.test.Canary.APP_SECRET;
import static dev.penstock.test.Canary.CANARY;
import static dev.penstock.test.Canary.PLANTED_DATA;
import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.ResponseViolation;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.AnswerNotKeptException;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.test.Canary.Form;
import dev.penstock.test.LogRecorder;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets and what people typed are planted everywhere, everything is made to fail, and nothing of it may come out. */
class CanaryTest {

    private final LogRecorder log = LogRecorder.start();
    private final List<EndpointEvent> events = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Phone phone = new Phone(TestKeys.CURRENT_PUBLIC, APP_SECRET);
    private final FlowEndpoint endpoint = endpoint().build();

    private FlowEndpointBuilder endpoint() {
        return FlowEndpoint.builder(flow())
                .keyset(TestKeys.KEYSET)
                .appSecrets(AppSecrets.of(APP_SECRET))
                .uniqueFlowTokens()
                .flowTokenSignature(FlowTokenSignature.Policy.IF_PRESENT)
                .responseCheck(this::check, ResponseCheckPolicy.REFUSE)
                .listener(events::add)
                .listener(event -> {
                    throw new IllegalStateException(CANARY);
                });
    }

    private List<ResponseViolation> check(ScreenRequest request, FlowResponse response) {
        return switch (request.screen()) {
            case "VIOLATES" -> List.of(new ResponseViolation("data.day", "is a number instead of a text"));
            case "CHECK_THROWS" -> throw new IllegalStateException(CANARY, new IllegalStateException(CANARY));
            default -> List.of();
        };
    }

    private Flow flow() {
        return Flow.named("shop")
                .timeBudget(Duration.ofMillis(500))
                .onInit(request -> {
                    throw new IllegalArgumentException(CANARY);
                })
                .onScreen("THROWS", request -> {
                    var thrown = new IllegalStateException(CANARY, new java.io.IOException(CANARY));
                    thrown.addSuppressed(new IllegalStateException(CANARY));
                    throw thrown;
                })
                .onScreen("ERROR", request -> {
                    throw new AssertionError(CANARY);
                })
                .onScreen("NULL", request -> null)
                .onScreen("HANGS", request -> {
                    never.await();
                    return NextScreen.of("NEXT");
                })
                .onScreen(
                        "TOO_LARGE",
                        request -> NextScreen.of("NEXT")
                                .with("text", CANARY.repeat(EncryptedRequest.MAX_CLEAR_BYTES / CANARY.length() + 1)))
                .onScreen("GIVES_BACK", request -> new NextScreen("NEXT", request.data()))
                .onScreen("BINDS", Form.class, (form, request) -> NextScreen.of("NEXT"))
                .onScreen("VIOLATES", request -> NextScreen.of("NEXT").with(request.data()))
                .onScreen("CHECK_THROWS", request -> NextScreen.of("NEXT"))
                .onScreen("EXPIRES", request -> request.invalidFlowToken(CANARY))
                .onScreen("ENDS", request -> request.complete(Map.of(CANARY, CANARY)))
                .oncePerSubmission("ENDS")
                .build();
    }

    private int ask(String clear) {
        return endpoint.answer(phone.seal(clear).request()).status();
    }

    private int submit(String screen, String data) {
        return ask(dataExchange(screen, data, CANARY));
    }

    @AfterEach
    void nothingCameOut() {
        log.close();
        assertThat(log.lines()).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(CANARY));
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.toString()).doesNotContainIgnoringCase(CANARY));
    }

    @Test
    void nothingComesOutOfFailures() {
        assertThat(ask(dataExchange("", PLANTED_DATA, CANARY).replace("data_exchange", "INIT")))
                .isEqualTo(500);
        for (var screen : List.of("THROWS", "ERROR", "NULL", "HANGS", "TOO_LARGE", "VIOLATES", "ENDS", CANARY)) {
            assertThat(submit(screen, PLANTED_DATA)).as(screen).isEqualTo(200);
        }
        assertThat(submit("ENDS", PLANTED_DATA)).as("second tap").isEqualTo(200);
        assertThat(submit("GIVES_BACK", "{\"%1$s\":null,\"list\":[null]}".formatted(CANARY)))
                .isEqualTo(200);
        assertThat(submit("BINDS", "{\"seats\":\"%s\"}".formatted(CANARY))).isEqualTo(200);
        assertThat(submit("BINDS", "{\"by_name\":{\"%1$s\":\"%1$s\"}}".formatted(CANARY)))
                .isEqualTo(200);
        assertThat(submit("BINDS", "{\"by_name\":\"%s\"}".formatted(CANARY))).isEqualTo(200);
        assertThat(submit("EXPIRES", PLANTED_DATA)).isEqualTo(427);
        assertThat(submit("ENDS", "{\"error\":\"%1$s\",\"error_message\":\"%1$s\"}".formatted(CANARY)))
                .isEqualTo(200);
        assertThat(ask("{\"action\":\"BACK\",\"screen\":\"%1$s\",\"flow_token\":\"%1$s\"}".formatted(CANARY)))
                .isEqualTo(200);
        assertThat(ask("{\"action\":\"INIT\",\"flow_token\":\"%1$s\",\"flow_token_signature\":\"%1$s.a.b\"}"
                        .formatted(CANARY)))
                .isEqualTo(427);
        assertThat(ask("{\"action\":\"ping\",\"version\":\"%1$s\",\"%1$s\":\"%1$s\"}".formatted(CANARY)))
                .isEqualTo(200);

        var hanging = endpoint().maxHandlersRunningOn(1).build();
        for (int i = 0; i < 2; i++) {
            var hangs = phone.seal(dataExchange("HANGS", PLANTED_DATA, CANARY));
            assertThat(hanging.answer(hangs.request()).status()).isEqualTo(200);
        }

        var driven = events.stream()
                .filter(EndpointEvent.Failed.class::isInstance)
                .map(event -> ((EndpointEvent.Failed) event).failure())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Failure.class)));
        assertThat(driven).isEqualTo(EnumSet.complementOf(EnumSet.of(Failure.REPLAY_GUARD)));
    }

    @Test
    void nothingComesOutOfReplayGuardThatFails() {
        assertThat(statusWith((id, patience, maker) -> {
                    throw new ReplayGuardException(CANARY, new IllegalStateException(CANARY));
                }))
                .isEqualTo(503);
    }

    @Test
    void nothingComesOutOfRefusals() throws Exception {
        var wrong = phone.seal(PLANTED_DATA).request().body();
        assertThat(endpoint.answer(EndpointRequest.of(wrong, CANARY)).status()).isEqualTo(432);
        assertThat(endpoint.answer(phone.sign(("{\"" + CANARY).getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(400);
        assertThat(endpoint.answer(phone.sign(StrictJson.write(Map.of("initial_vector", CANARY))))
                        .status())
                .isEqualTo(400);
        assertThat(ask(PLANTED_DATA)).isEqualTo(400);
        assertThat(ask("{\"action\":\"%s\"}".formatted(CANARY))).isEqualTo(400);
        assertThat(ask("{\"%1$s\":1,\"%1$s\":2}".formatted(CANARY))).isEqualTo(400);
        assertThat(ask("{\"action\":\"ping\"," + CANARY)).isEqualTo(400);
        assertThat(ask("{\"action\":\"ping\",\"n\":" + "1".repeat(200) + CANARY + "}"))
                .isEqualTo(400);
        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), APP_SECRET);
        assertThat(endpoint.answer(stranger.seal(PLANTED_DATA).request()).status())
                .isEqualTo(421);
        assertThat(submit("CHECK_THROWS", PLANTED_DATA)).isEqualTo(500);
        assertThat(statusWhileKeyIsAway()).isEqualTo(503);
        assertThat(statusWith((id, patience, maker) -> {
                    throw new AnswerPendingException();
                }))
                .isEqualTo(503);
        assertThat(statusWith((id, patience, maker) -> {
                    throw new AnswerNotKeptException();
                }))
                .isEqualTo(503);
        assertThat(statusWith((id, patience, maker) -> {
                    throw new ReplayGuardException(CANARY);
                }))
                .isEqualTo(503);

        var driven = events.stream()
                .filter(EndpointEvent.Refused.class::isInstance)
                .map(event -> ((EndpointEvent.Refused) event).refusal())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Refusal.class)));
        assertThat(driven).isEqualTo(EnumSet.allOf(Refusal.class));
    }

    private int statusWhileKeyIsAway() {
        var away = new KeyUnwrapper() {
            @Override
            public BusinessPublicKey publicKey() {
                return TestKeys.CURRENT_PUBLIC;
            }

            @Override
            public byte[] unwrap(byte[] wrappedKey) {
                throw new KeyTemporarilyUnavailableException(CANARY, new IllegalStateException(CANARY));
            }
        };
        var request = phone.seal(PLANTED_DATA).request();
        return endpoint().keyset(Keyset.of(away)).build().answer(request).status();
    }

    private int statusWith(ReplayGuard guard) {
        var guarded = endpoint().replayGuard(guard).scope("/flows/shop").build();
        return guarded.answer(
                        phone.seal(dataExchange("ENDS", PLANTED_DATA, CANARY)).request())
                .status();
    }
}
