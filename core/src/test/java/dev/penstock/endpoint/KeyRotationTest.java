package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.event.EndpointEvent.Opened;
import dev.penstock.test.Conversation;
import dev.penstock.test.ManualClock;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** New keys and secrets come into force while requests under the old ones still arrive. */
class KeyRotationTest {

    private static final RSAPrivateCrtKey PREVIOUS = PrivateKeys.generate();
    private static final String PREVIOUS_SECRET = "fedcba9876543210fedcba9876543210";

    private final FlowBuilder flow = Flow.named("shop").onInit(request -> NextScreen.of("FIRST"));

    @Test
    void requestUnderPreviousKeyIsOpenedAndTheEventSaysSo() {
        var rotated = Conversation.with(flow, endpoint -> endpoint.keyset(TestKeys.KEYSET.alsoAccept(PREVIOUS)));
        var late = new Phone(BusinessPublicKey.of(PREVIOUS), TestKeys.APP_SECRET).seal(Conversation.INIT);

        assertThat(late.open(rotated.endpoint.answer(late.request()))).contains("FIRST");
        assertThat(rotated.ask(Conversation.INIT).clear()).contains("FIRST");

        assertThat(rotated.events(Opened.class))
                .extracting(Opened::withCurrentKey)
                .containsExactly(false, true);
        assertThat(rotated.events(Opened.class).getFirst().keyId())
                .isEqualTo(BusinessPublicKey.of(PREVIOUS).id());
    }

    @Test
    void sameKeyTwiceIsRefused() {
        assertThatThrownBy(() -> Keyset.of(PREVIOUS).alsoAccept(PREVIOUS))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(BusinessPublicKey.of(PREVIOUS).id());
    }

    @Test
    void previousAppSecretIsAcceptedUntilItsEnd() {
        var clock = ManualClock.create();
        var secrets = AppSecrets.of(TestKeys.APP_SECRET)
                .alsoAccept(PREVIOUS_SECRET, clock.instant().plusSeconds(60))
                .withClock(clock);
        var rotated = Conversation.with(flow, endpoint -> endpoint.appSecrets(secrets));
        var meta = new Phone(TestKeys.CURRENT_PUBLIC, PREVIOUS_SECRET);

        assertThat(rotated.status(meta.seal(Conversation.PING).request())).isEqualTo(200);
        clock.advance(Duration.ofSeconds(60));
        assertThat(rotated.status(meta.seal(Conversation.PING).request())).isEqualTo(432);
        assertThat(rotated.ask(Conversation.PING).status()).isEqualTo(200);
    }
}
