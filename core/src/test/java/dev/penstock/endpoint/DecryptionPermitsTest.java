package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** More requests than the processor can decrypt: those too many are refused at once, with status 503. */
class DecryptionPermitsTest {

    private final CountDownLatch mayUnwrap = new CountDownLatch(1);
    private final DecryptionPermits permits = DecryptionPermits.of(1, 1, Duration.ofSeconds(30));
    private final Conversation conversation = Conversation.with(
            Flow.named("shop").onInit(request -> NextScreen.of("FIRST")),
            endpoint -> endpoint.keyset(Keyset.of(new SlowKey(mayUnwrap))).decryptionPermits(permits));

    @Test
    void refusesWhenTooManyWait() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> conversation.ask(Conversation.PING));
            await().until(() ->
                    conversation.events(EndpointEvent.Received.class).size() == 1);
            var second = threads.submit(() -> conversation.ask(Conversation.PING));
            await().until(() -> permits.waiting() == 1);

            assertThat(conversation.ask(Conversation.PING)).isEqualTo(new Conversation.Reply(503, ""));
            assertThat(conversation.events(Refused.class))
                    .extracting(Refused::refusal)
                    .containsExactly(Refusal.BUSY);

            mayUnwrap.countDown();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().status()).isEqualTo(200);
        }
        assertThat(conversation.ask(Conversation.PING).status()).isEqualTo(200);
    }

    @Test
    void forgedRequestsTakeNoPermit() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> conversation.ask(Conversation.PING));
            await().until(() ->
                    conversation.events(EndpointEvent.Received.class).size() == 1);

            assertThat(conversation.status(EndpointRequest.of(new byte[10], "sha256=forged")))
                    .isEqualTo(432);

            mayUnwrap.countDown();
            first.get();
        }
    }

    @Test
    void permitIsGivenBackWhenRequestCannotBeOpened() {
        mayUnwrap.countDown();
        var stranger = new Phone(BusinessPublicKey.of(dev.penstock.crypto.PrivateKeys.generate()), TestKeys.APP_SECRET);
        for (int i = 0; i < 5; i++) {
            assertThat(conversation.status(stranger.seal(Conversation.PING).request()))
                    .isEqualTo(421);
        }

        assertThat(conversation.ask(Conversation.PING).status()).isEqualTo(200);
    }

    @Test
    void refusesAfterItsPatienceHasRunOut() throws Exception {
        var impatient = Conversation.with(
                Flow.named("shop").onInit(request -> NextScreen.of("FIRST")),
                endpoint -> endpoint.keyset(Keyset.of(new SlowKey(mayUnwrap)))
                        .decryptionPermits(DecryptionPermits.of(1, 10, Duration.ofMillis(20))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> impatient.ask(Conversation.PING));
            await().until(() -> impatient.events(EndpointEvent.Received.class).size() == 1);

            assertThat(impatient.ask(Conversation.PING).status()).isEqualTo(503);

            mayUnwrap.countDown();
            first.get();
        }
    }

    @Test
    void whoeverOpensByItselfIsTheGateAndWaitsForNoPermit() throws Exception {
        var other =
                withKey("other", KeyUnwrappers.of(TestKeys.CURRENT), endpoint -> endpoint.decryptionPermits(permits));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> conversation.ask(Conversation.PING));
            var second = threads.submit(() -> conversation.ask(Conversation.PING));
            await().until(() -> permits.waiting() == 1);
            assertThat(other.ask(Conversation.PING).status()).isEqualTo(503);

            try (var opened =
                    other.endpoint.open(other.phone.seal(Conversation.PING).request())) {
                assertThat(opened.answer().status()).isEqualTo(200);
            }

            mayUnwrap.countDown();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().status()).isEqualTo(200);
        }
    }

    @Test
    void permitIsGivenBackBeforeTheHandlerRuns() {
        mayUnwrap.countDown();
        var own = DecryptionPermits.of(1, 0, Duration.ZERO);
        var inner = withKey("inner", KeyUnwrappers.of(TestKeys.CURRENT), endpoint -> endpoint.decryptionPermits(own));
        var outer = Conversation.with(
                Flow.named("outer")
                        .onInit(request ->
                                NextScreen.of("S" + inner.ask(Conversation.PING).status())),
                endpoint -> endpoint.decryptionPermits(own));

        assertThat(outer.ask(Conversation.INIT).clear()).contains("\"S200\"");
    }

    @Test
    void allEndpointsOfAProcessShareOneBudgetUnlessOneIsGivenItsOwn() throws Exception {
        var ofProcess = DecryptionPermits.ofProcess();
        var asked = new CountDownLatch(ofProcess.count());
        var one = withKey("one", new SlowKey(mayUnwrap, asked), endpoint -> endpoint);
        var two = withKey("two", KeyUnwrappers.of(TestKeys.CURRENT), endpoint -> endpoint);
        var apart = withKey(
                "apart",
                KeyUnwrappers.of(TestKeys.CURRENT),
                endpoint -> endpoint.decryptionPermits(DecryptionPermits.perCore()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Conversation.Reply>>();
            for (int i = 0; i < ofProcess.count(); i++) {
                all.add(threads.submit(() -> one.ask(Conversation.PING)));
            }
            asked.await();

            assertThat(two.endpoint.decryptionPermits()).isSameAs(one.endpoint.decryptionPermits());
            assertThat(apart.ask(Conversation.PING).status())
                    .as("with permits of its own")
                    .isEqualTo(200);
            // It waits for as long as the permits of the process are patient, and is then refused.
            assertThat(two.ask(Conversation.PING).status()).isEqualTo(503);

            mayUnwrap.countDown();
            for (var answer : all) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        assertThat(two.ask(Conversation.PING).status()).isEqualTo(200);
    }

    private static Conversation withKey(String flow, KeyUnwrapper key, UnaryOperator<FlowEndpointBuilder> options) {
        return Conversation.with(
                Flow.named(flow).onInit(request -> NextScreen.of("FIRST")),
                endpoint -> options.apply(endpoint.keyset(Keyset.of(key))));
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DecryptionPermits.of(0, 1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> DecryptionPermits.of(1, -1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> DecryptionPermits.of(1, 1, Duration.ofMillis(-1)));
    }

    private record SlowKey(CountDownLatch mayUnwrap, CountDownLatch asked) implements KeyUnwrapper {

        SlowKey(CountDownLatch mayUnwrap) {
            this(mayUnwrap, new CountDownLatch(0));
        }

        private static final KeyUnwrapper KEY = KeyUnwrappers.of(TestKeys.CURRENT);

        @Override
        public BusinessPublicKey publicKey() {
            return KEY.publicKey();
        }

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            asked.countDown();
            try {
                mayUnwrap.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return KEY.unwrap(wrappedKey);
        }
    }
}
