package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowTexts;
import dev.penstock.FlowToken;
import dev.penstock.InvalidFlowTokenException;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.test.Conversation;
import dev.penstock.test.ManualClock;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature.Policy;
import dev.penstock.trust.FlowTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may use a Flow: flow tokens and their signatures, refused with an encrypted 427. */
class FlowTokenRulesTest {

    private static final Conversation.Reply EXPIRED =
            new Conversation.Reply(427, "{\"error_msg\":\"Please ask for a new message.\"}");
    private static final FlowTexts TEXTS =
            new FlowTexts("failed", "late", "unhandled", "Please ask for a new message.");

    private final ManualClock clock = ManualClock.create();
    private final AtomicReference<FlowToken> seen = new AtomicReference<>();
    private final FlowBuilder flow = Flow.named("shop").texts(TEXTS).onInit(request -> {
        seen.set(request.flowToken());
        return NextScreen.of("FIRST");
    });

    private static String init(String token) {
        return "{\"action\":\"INIT\",\"flow_token\":\"%s\"}".formatted(token);
    }

    private static String init(String token, String signature) {
        return "{\"action\":\"INIT\",\"flow_token\":\"%s\",\"flow_token_signature\":\"%s\"}"
                .formatted(token, signature);
    }

    /** The handler's own word, whatever the rules. */
    @Test
    void handlerMayRefuseTokenWithItsOwnText() {
        var refusing = Conversation.with(Flow.named("shop").onInit(request -> request.invalidFlowToken("Sold out.")));

        assertThat(refusing.ask(Conversation.INIT))
                .isEqualTo(new Conversation.Reply(427, "{\"error_msg\":\"Sold out.\"}"));
    }

    @Nested
    class WhenTokensAreIssuedByUs {

        private final FlowTokens tokens = FlowTokens.of(AppSecrets.of(TestKeys.APP_SECRET))
                .withLifetime(Duration.ofHours(1))
                .withClock(clock);
        private final Conversation conversation = Conversation.with(flow, endpoint -> endpoint.flowTokens(tokens));

        @Test
        void isVerifiedOnceSoThatWhatWasAcceptedIsWhatTheHandlerGets() {
            var issued = tokens.issue("shop", "customer-7");
            var asked = new AtomicInteger();
            InstantSource aboutToExpire = () -> {
                int before = asked.getAndIncrement();
                return clock.instant().plus(before == 0 ? Duration.ZERO : Duration.ofHours(2));
            };
            var late = Conversation.with(flow, endpoint -> endpoint.flowTokens(tokens.withClock(aboutToExpire)));

            assertThat(late.ask(init(issued)).status()).isEqualTo(200);

            assertThat(seen.get().subject()).contains("customer-7");
        }

        @Test
        void handlerLearnsTheSubject() {
            assertThat(conversation
                            .ask(init(tokens.issue("shop", "customer-7")))
                            .status())
                    .isEqualTo(200);
            assertThat(seen.get().subject()).isEqualTo(Optional.of("customer-7"));
        }

        @Test
        void expiredTokenIsRefused() {
            var token = tokens.issue("shop", "customer-7");
            clock.advance(Duration.ofHours(1));

            assertThat(conversation.ask(init(token))).isEqualTo(EXPIRED);
        }

        @Test
        void tokenOfAnotherFlowIsRefused() {
            assertThat(conversation.ask(init(tokens.issue("clinic", "customer-7"))))
                    .isEqualTo(EXPIRED);
        }

        @Test
        void everyOtherTokenIsRefusedAndNamedInTheEvent() {
            assertThat(conversation.ask(init("unused"))).isEqualTo(EXPIRED);
            assertThat(conversation.ask("{\"action\":\"INIT\"}")).isEqualTo(EXPIRED);

            assertThat(conversation.events(Failed.class))
                    .extracting(Failed::failure)
                    .containsOnly(Failure.INVALID_FLOW_TOKEN);
            assertThat(seen.get()).isNull();
        }

        @Test
        void healthChecksAndErrorNotificationsNeedNone() {
            assertThat(conversation.ask(Conversation.PING).status()).isEqualTo(200);
            assertThat(conversation
                            .ask("{\"action\":\"INIT\",\"data\":{\"error\":\"x\",\"error_message\":\"m\"}}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class WhenSignaturesAreChecked {

        private Conversation with(Policy policy) {
            return Conversation.with(
                    flow, endpoint -> endpoint.flowTokenSignature(policy).clock(clock));
        }

        @ParameterizedTest
        @EnumSource(Policy.class)
        void rightSignatureIsAcceptedByEveryPolicy(Policy policy) {
            assertThat(with(policy)
                            .ask(init("t-1", signature("t-1", Optional.empty())))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void absentSignatureIsAcceptedUnlessRequired() {
            assertThat(with(Policy.OFF).ask(init("t-1")).status()).isEqualTo(200);
            assertThat(with(Policy.IF_PRESENT).ask(init("t-1")).status()).isEqualTo(200);
            assertThat(with(Policy.REQUIRED).ask(init("t-1"))).isEqualTo(EXPIRED);
        }

        @Test
        void signatureOfAnotherTokenIsRefusedUnlessOff() {
            var other = signature("t-2", Optional.empty());

            assertThat(with(Policy.OFF).ask(init("t-1", other)).status()).isEqualTo(200);
            assertThat(with(Policy.IF_PRESENT).ask(init("t-1", other))).isEqualTo(EXPIRED);
            assertThat(with(Policy.REQUIRED).ask(init("t-1", other))).isEqualTo(EXPIRED);
        }

        @Test
        void signatureIsRefusedFromItsExpiryOn() {
            var signature = signature("t-1", Optional.of(clock.instant().plusSeconds(60)));
            var conversation = with(Policy.IF_PRESENT);

            assertThat(conversation.ask(init("t-1", signature)).status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(60));
            assertThat(conversation.ask(init("t-1", signature))).isEqualTo(EXPIRED);
        }

        /** Signed by a JWT library that is not ours. */
        private static String signature(String flowToken, Optional<Instant> expires) {
            try {
                var claims = new JWTClaimsSet.Builder().claim("flow_token", flowToken);
                expires.ifPresent(time -> claims.expirationTime(Date.from(time)));
                var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
                jwt.sign(new MACSigner(TestKeys.APP_SECRET.getBytes(StandardCharsets.UTF_8)));
                return jwt.serialize();
            } catch (com.nimbusds.jose.JOSEException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Test
    void handlerMayThrowThatTheTokenIsNotValid() {
        var conversation = Conversation.with(Flow.named("shop")
                .around((request, next) -> next.handle(request))
                .onScreen("FORM", request -> {
                    throw new InvalidFlowTokenException("This booking is complete.");
                }));

        assertThat(conversation.ask(Conversation.dataExchange("FORM", "{}")))
                .isEqualTo(new Conversation.Reply(427, "{\"error_msg\":\"This booking is complete.\"}"));
        assertThat(conversation.events(Failed.class)).isEmpty();
    }
}
