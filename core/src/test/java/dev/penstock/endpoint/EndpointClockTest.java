package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent.Answered;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.test.Conversation;
import dev.penstock.test.ManualClock;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An endpoint has one clock, whatever it is built from. */
class EndpointClockTest {

    private static final String OTHER_SECRET = "an-app-secret-that-came-later";

    private final ManualClock clock = ManualClock.create();
    private final FlowBuilder flow = Flow.named("shop").onInit(request -> NextScreen.of("FIRST"));

    @Test
    void tellsUntilWhenAnEarlierAppSecretIsAccepted() {
        var secrets = AppSecrets.of(OTHER_SECRET)
                .alsoAccept(TestKeys.APP_SECRET, clock.instant().plusSeconds(60));
        var shop =
                Conversation.with(flow, endpoint -> endpoint.appSecrets(secrets).clock(clock));
        assertThat(shop.ask(Conversation.PING).status()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(2));

        assertThat(shop.ask(Conversation.PING).status()).isEqualTo(432);
        assertThat(shop.events(Refused.class))
                .extracting(Refused::refusal)
                .containsExactly(Refusal.INVALID_REQUEST_SIGNATURE);
    }

    @Test
    void tellsWhetherAFlowTokenHasExpired() {
        var tokens = FlowTokens.of(AppSecrets.of(TestKeys.APP_SECRET)).withLifetime(Duration.ofHours(1));
        var token = tokens.withClock(clock).issue("shop", "customer-7");
        var shop =
                Conversation.with(flow, endpoint -> endpoint.flowTokens(tokens).clock(clock));
        assertThat(shop.ask(Conversation.INIT.replace("t-1", token)).status()).isEqualTo(200);

        clock.advance(Duration.ofHours(2));

        assertThat(shop.ask(Conversation.INIT.replace("t-1", token)).status()).isEqualTo(427);
        assertThat(shop.events(Failed.class)).extracting(Failed::failure).containsExactly(Failure.INVALID_FLOW_TOKEN);
    }

    @Test
    void tellsUntilWhenTheEarlierSecretsOfFlowTokensAreAccepted() {
        var issuedBefore = FlowTokens.of(AppSecrets.of(TestKeys.APP_SECRET)).withClock(clock);
        var token = issuedBefore.issue("shop", "customer-7");
        var secrets = AppSecrets.of(OTHER_SECRET)
                .alsoAccept(TestKeys.APP_SECRET, clock.instant().plusSeconds(60));
        var shop = Conversation.with(
                flow, endpoint -> endpoint.flowTokens(FlowTokens.of(secrets)).clock(clock));
        assertThat(shop.ask(Conversation.INIT.replace("t-1", token)).status()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(2));

        assertThat(shop.ask(Conversation.INIT.replace("t-1", token)).status()).isEqualTo(427);
    }

    @Test
    void tellsHowLongARequestTook() {
        var slow = Conversation.with(
                Flow.named("shop").onInit(request -> {
                    clock.advance(Duration.ofSeconds(3));
                    return NextScreen.of("FIRST");
                }),
                endpoint -> endpoint.clock(clock));

        slow.ask(Conversation.INIT);

        assertThat(slow.events(Answered.class)).extracting(Answered::elapsed).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void neverSaysThatARequestTookLessThanNoTime() {
        var backwards = Conversation.with(
                Flow.named("shop").onInit(request -> {
                    clock.advance(Duration.ofSeconds(-3));
                    return NextScreen.of("FIRST");
                }),
                endpoint -> endpoint.clock(clock));

        backwards.ask(Conversation.INIT);

        assertThat(backwards.events(Answered.class))
                .extracting(Answered::elapsed)
                .containsExactly(Duration.ZERO);
    }

    @Test
    void leavesTheClocksOfItsPartsAloneUnlessItIsSet() {
        var secrets = AppSecrets.of(OTHER_SECRET)
                .alsoAccept(TestKeys.APP_SECRET, clock.instant().plusSeconds(60))
                .withClock(clock);
        var shop = Conversation.with(flow, endpoint -> endpoint.appSecrets(secrets));
        assertThat(shop.ask(Conversation.PING).status()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(2));

        assertThat(shop.ask(Conversation.PING).status()).isEqualTo(432);
    }
}
