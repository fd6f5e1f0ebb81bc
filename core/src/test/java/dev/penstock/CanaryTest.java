package dev.penstock;

import static dev.penstock.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.penstock.EndpointEvent.Failure;
import dev.penstock.EndpointEvent.Refusal;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.Answer;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Secrets and what people typed are planted everywhere, everything is made to fail, and nothing of it may come out. */
class CanaryTest {

    /** Of letters and digits, so that it passes wherever a name does, but is no id of a screen. */
    private static final String CANARY = "tweety7f3a";

    private static final String APP_SECRET = CANARY + "-app-secret-0000";
    private static final String PLANTED_DATA =
            "{\"%1$s_field\":\"%1$s\",\"list\":[\"%1$s\",{\"%1$s\":1}]}".formatted(CANARY);

    private final LogRecorder log = LogRecorder.start();

    @AfterEach
    void stopRecording() {
        log.close();
    }

    record Form(int seats, Map<String, Integer> byName) {}

    @Nested
    class ThroughTheEndpoint {

        private final List<EndpointEvent> events = new ArrayList<>();
        private final CountDownLatch never = new CountDownLatch(1);
        private final Phone phone = new Phone(TestKeys.CURRENT_PUBLIC, APP_SECRET);
        private final FlowEndpoint endpoint = endpoint().build();

        private FlowEndpointBuilder endpoint() {
            return FlowEndpoint.builder(flow())
                    .keyset(TestKeys.KEYSET)
                    .appSecrets(AppSecrets.of(APP_SECRET))
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
                                    .with(
                                            "text",
                                            CANARY.repeat(EncryptedRequest.MAX_CLEAR_BYTES / CANARY.length() + 1)))
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
            assertThat(log.lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(CANARY));
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
            assertThat(submit("BINDS", "{\"by_name\":\"%s\"}".formatted(CANARY)))
                    .isEqualTo(200);
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

            var driven = events.stream()
                    .filter(EndpointEvent.Failed.class::isInstance)
                    .map(event -> ((EndpointEvent.Failed) event).failure())
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Failure.class)));
            assertThat(driven).isEqualTo(EnumSet.complementOf(EnumSet.of(Failure.REPLAY_GUARD)));
        }

        @Test
        void nothingComesOutOfReplayGuardThatFails() {
            var guarded = endpoint()
                    .replayGuard((id, patience, maker) -> {
                        throw new ReplayGuardException(CANARY, new IllegalStateException(CANARY));
                    })
                    .build();

            assertThat(guarded.answer(phone.seal(dataExchange("ENDS", PLANTED_DATA, CANARY))
                                    .request())
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void nothingComesOutOfRefusals() throws Exception {
            var wrong = phone.seal(PLANTED_DATA).request().body();
            assertThat(endpoint.answer(EndpointRequest.of(wrong, CANARY)).status())
                    .isEqualTo(432);
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
            assertThat(statusWhileBusy()).isEqualTo(503);

            var driven = events.stream()
                    .filter(EndpointEvent.Refused.class::isInstance)
                    .map(event -> ((EndpointEvent.Refused) event).refusal())
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Refusal.class)));
            assertThat(driven).isEqualTo(EnumSet.allOf(Refusal.class));
        }

        /** Of a request whose answer another thread is still making. */
        private int statusWhileBusy() throws Exception {
            var busy = endpoint()
                    .replayGuard((id, patience, maker) -> {
                        throw new dev.penstock.replay.AnswerPendingException();
                    })
                    .build();
            return busy.answer(phone.seal(dataExchange("ENDS", PLANTED_DATA, CANARY))
                            .request())
                    .status();
        }
    }

    @Test
    void nothingComesOutOfTexts() {
        var phone = new Phone(TestKeys.CURRENT_PUBLIC, APP_SECRET);
        var secrets = AppSecrets.of(APP_SECRET).alsoAccept(CANARY + "-an-earlier-secret", java.time.Instant.MAX);
        var tokens = FlowTokens.of(secrets);
        var token = tokens.issue("shop", CANARY);
        var request = phone.seal(dataExchange("FORM", PLANTED_DATA, CANARY)).request();
        var encrypted = EncryptedRequest.parse(request.body());
        var opened = TestKeys.KEYSET.open(encrypted);
        var data = FlowData.from(Map.of(CANARY, CANARY));

        var texts = new ArrayList<Object>(List.of(
                parse(dataExchange("FORM", PLANTED_DATA, CANARY)),
                parse("{\"action\":\"INIT\",\"screen\":\"%1$s\",\"version\":\"%1$s\",\"%1$s\":1}".formatted(CANARY)),
                parse("{\"action\":\"BACK\",\"screen\":\"%1$s\",\"flow_token\":\"%1$s\"}".formatted(CANARY)),
                parse("{\"action\":\"ping\",\"version\":\"%1$s\",\"%1$s\":1}".formatted(CANARY)),
                parse(dataExchange("FORM", "{\"error\":\"%1$s\",\"error_message\":\"%1$s\"}".formatted(CANARY))),
                data,
                new NextScreen("FORM", data).withErrorMessage(CANARY),
                Completion.of(Map.of(CANARY, CANARY)),
                new InvalidFlowToken(CANARY),
                FlowToken.of(CANARY),
                new FlowToken(token, Optional.of(CANARY)),
                request,
                EndpointRequest.of(new byte[0], CANARY),
                new EndpointResponse(200, CANARY.getBytes(StandardCharsets.UTF_8)),
                encrypted,
                opened,
                new Answer(200, CANARY.getBytes(StandardCharsets.UTF_8), true),
                secrets,
                tokens,
                tokens.verify("shop", token),
                tokens.withLifetime(Duration.ofNanos(1)).verify("shop", token),
                RequestSignature.of(secrets),
                FlowTokenSignature.of(secrets, InstantSource.system()),
                FlowEndpoint.builder(Flow.named("shop")
                                .onInit(init -> new InvalidFlowToken(CANARY))
                                .build())
                        .keyset(TestKeys.KEYSET)
                        .appSecrets(secrets)
                        .build()));

        assertThat(texts).allSatisfy(text -> assertThat(text.toString()).doesNotContainIgnoringCase(CANARY));
    }

    @Test
    void nothingComesOutOfExceptions() {
        var holdsNull = new HashMap<String, Object>();
        holdsNull.put("day", null);
        holdsNull.put("text", CANARY);
        var secrets = AppSecrets.of(APP_SECRET);
        var form = ((ScreenRequest) parse(dataExchange("FORM", "{\"seats\":\"%1$s\",\"%1$s\":1}".formatted(CANARY))))
                .data();

        assertNothingIn(
                () -> StrictJson.readObject("{\"" + CANARY + "\":" + CANARY),
                () -> StrictJson.readObject("{\"%1$s\":\"%1$s\",\"%1$s\":1}".formatted(CANARY)),
                () -> StrictJson.readObject("{\"" + CANARY.repeat(200) + "\":1}"),
                () -> StrictJson.write(new Object() {
                    @SuppressWarnings("unused")
                    public String getText() {
                        throw new IllegalStateException(CANARY);
                    }
                }),
                () -> FlowRequest.parse(PLANTED_DATA.getBytes(StandardCharsets.UTF_8)),
                () -> FlowRequest.parse(("{\"action\":\"" + CANARY + "\"}").getBytes(StandardCharsets.UTF_8)),
                () -> EncryptedRequest.parse(PLANTED_DATA.getBytes(StandardCharsets.UTF_8)),
                () -> EncryptedRequest.parse(StrictJson.write(Map.of("initial_vector", CANARY))),
                () -> FlowData.from(holdsNull),
                () -> form.as(Form.class),
                () -> secrets.alsoAccept(APP_SECRET, java.time.Instant.MAX),
                () -> AppSecrets.of(APP_SECRET + "\n"),
                () -> AppSecrets.of(CANARY),
                () -> FlowTokens.of(secrets).issue("shop", CANARY.repeat(50)),
                () -> TestKeys.KEYSET.open(
                        EncryptedRequest.parse(new Phone(BusinessPublicKey.of(PrivateKeys.generate()), APP_SECRET)
                                .seal(PLANTED_DATA)
                                .request()
                                .body())),
                () -> KeyUnwrappers.of(TestKeys.CURRENT).unwrap(CANARY.getBytes(StandardCharsets.UTF_8)));
    }

    @Nested
    class OfKeys {

        private final String encrypted = PrivateKeys.encryptedPem(TestKeys.CURRENT, CANARY.toCharArray());
        private final String clear = PrivateKeys.clearPem(TestKeys.CURRENT);

        @Test
        void nothingComesOutOfKeysThatCannotBeRead() {
            assertNothingIn(
                    () -> PrivateKeys.parse(encrypted),
                    () -> PrivateKeys.parse(encrypted, (CANARY + "!").toCharArray()),
                    () -> PrivateKeys.parse(encrypted.substring(0, 600), CANARY.toCharArray()),
                    () -> PrivateKeys.parse(clear.substring(0, 600)),
                    () -> PrivateKeys.parse(clear.replace("BEGIN PRIVATE", "BEGIN " + CANARY)),
                    () -> PrivateKeys.parse(clear + clear),
                    () -> PrivateKeys.parse(CANARY),
                    () -> BusinessPublicKey.parse(clear),
                    () -> Keyset.of(TestKeys.CURRENT).alsoAccept(TestKeys.CURRENT));
        }

        @Test
        void nothingComesOutOfKeysAsText() {
            var lines = clear.lines().filter(line -> !line.startsWith("-----")).toList();

            assertThat(List.of(
                            Keyset.of(TestKeys.CURRENT), KeyUnwrappers.of(TestKeys.CURRENT), TestKeys.CURRENT_PUBLIC))
                    .allSatisfy(text -> assertThat(text.toString()).doesNotContain(lines));
        }
    }

    private static FlowRequest parse(String clear) {
        return FlowRequest.parse(clear.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertNothingIn(ThrowingCallable... failing) {
        var keyLines = PrivateKeys.clearPem(TestKeys.CURRENT)
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .toList();
        assertThat(Arrays.asList(failing)).allSatisfy(call -> {
            var thrown = catchThrowable(call);
            assertThat(thrown).isNotNull();
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            assertThat(text.toString()).doesNotContainIgnoringCase(CANARY).doesNotContain(keyLines);
        });
    }
}
