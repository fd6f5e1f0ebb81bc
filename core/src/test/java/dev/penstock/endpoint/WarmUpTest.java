package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.test.Conversation;
import dev.penstock.test.TestKeys;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final Keyset keyset = Keyset.of(new KeyUnwrapper() {
        private final KeyUnwrapper key = KeyUnwrappers.of(TestKeys.CURRENT);

        @Override
        public BusinessPublicKey publicKey() {
            return key.publicKey();
        }

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            if (isAway.get()) {
                throw new KeyTemporarilyUnavailableException("The key is away.");
            }
            opened.incrementAndGet();
            return key.unwrap(wrappedKey);
        }
    });
    private final Conversation shop = Conversation.with(
            Flow.named("shop").onInit(request -> NextScreen.of("FIRST")), builder -> builder.keyset(keyset));
    private final int before = opened.get();

    @Test
    void thePrivateKeyIsLeftInPeace() {
        shop.endpoint.warmUp();

        assertThat(opened).hasValue(before);
        assertThat(shop.events).isEmpty();
    }

    @Test
    void thePrivateKeyIsUsedWhereThatIsAskedForAndNobodyHearsOfIt() {
        shop.endpoint.warmUpWithPrivateKey();

        assertThat(opened).hasValue(before + 1);
        assertThat(shop.events).isEmpty();
    }

    @Test
    void aKeyThatIsAwayIsLeftForLater() {
        isAway.set(true);

        assertThatCode(shop.endpoint::warmUpWithPrivateKey).doesNotThrowAnyException();

        isAway.set(false);
        assertThat(shop.ask(Conversation.PING).status()).isEqualTo(200);
    }
}
