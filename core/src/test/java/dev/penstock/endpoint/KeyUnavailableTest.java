package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.test.Conversation;
import dev.penstock.test.LogRecorder;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A key in a KMS or an HSM that is away, or whose client is broken: no phone should fetch the public key again for
 * that.
 */
class KeyUnavailableTest {

    private static final KeyUnwrapper CURRENT = KeyUnwrappers.of(TestKeys.CURRENT);
    private static final KeyUnwrapper OTHER = KeyUnwrappers.of(PrivateKeys.generate());
    private static final UnaryOperator<byte[]> AWAY = block -> {
        throw new KeyTemporarilyUnavailableException("The KMS does not answer.");
    };
    private static final UnaryOperator<byte[]> BROKEN = block -> {
        throw new UnsupportedOperationException("a secret of the client");
    };

    private static Conversation with(KeyUnwrapper current, KeyUnwrapper previous) {
        return Conversation.with(
                Flow.named("shop").onInit(request -> NextScreen.of("FIRST")),
                endpoint -> endpoint.keyset(Keyset.of(current).alsoAccept(previous)));
    }

    private static List<Refusal> refusals(Conversation conversation) {
        return conversation.events(Refused.class).stream().map(Refused::refusal).toList();
    }

    @Test
    void keyThatIsAwayIsAnsweredWithNotNow() {
        var conversation = with(doing(CURRENT, AWAY), OTHER);

        assertThat(conversation.ask(Conversation.PING)).isEqualTo(new Conversation.Reply(503, ""));
        assertThat(refusals(conversation)).containsExactly(Refusal.KEY_UNAVAILABLE);
    }

    @Test
    void requestThatAnyKeyOpensIsAnsweredWhateverTheOthersDo() {
        for (var failure : List.of(AWAY, BROKEN)) {
            assertThat(with(CURRENT, doing(OTHER, failure))
                            .ask(Conversation.PING)
                            .status())
                    .isEqualTo(200);
            assertThat(with(doing(OTHER, failure), CURRENT)
                            .ask(Conversation.PING)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void requestThatMayBeForTheKeyThatIsAwayIsNotCalledUndecryptable() {
        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);

        for (var conversation : List.of(with(CURRENT, doing(OTHER, AWAY)), with(doing(OTHER, AWAY), CURRENT))) {
            assertThat(conversation.status(stranger.seal(Conversation.PING).request()))
                    .isEqualTo(503);
        }
    }

    @Test
    void unwrapperThatFailsOtherwiseIsReportedAsAFaultAndNotAsUndecryptable() {
        try (var log = LogRecorder.start()) {
            var conversation = with(doing(CURRENT, BROKEN), OTHER);

            assertThat(conversation.ask(Conversation.PING)).isEqualTo(new Conversation.Reply(500, ""));

            assertThat(refusals(conversation)).containsExactly(Refusal.INTERNAL_ERROR);
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("ERROR") && line.contains("UnsupportedOperationException"))
                    .noneMatch(line -> line.contains("a secret of the client"));
        }
    }

    @Test
    void keyIsOverwrittenAlsoWhereAnEarlierAnswerIsSentAgain() {
        var given = new ArrayList<byte[]>();
        var conversation = with(
                doing(CURRENT, block -> {
                    var key = CURRENT.unwrap(block);
                    given.add(key);
                    return key;
                }),
                OTHER);
        var sealed = conversation.phone.seal(Conversation.INIT);

        assertThat(conversation.status(sealed.request())).isEqualTo(200);
        assertThat(conversation.status(sealed.request())).isEqualTo(200);
        assertThat(conversation.ask("{\"action\":\"unknown\"}").status()).isEqualTo(400);

        assertThat(given).hasSize(3).allSatisfy(key -> assertThat(key).containsOnly(0));
    }

    private static KeyUnwrapper doing(KeyUnwrapper key, UnaryOperator<byte[]> unwrap) {
        return new KeyUnwrapper() {
            @Override
            public BusinessPublicKey publicKey() {
                return key.publicKey();
            }

            @Override
            public byte[] unwrap(byte[] wrappedKey) {
                return unwrap.apply(wrappedKey);
            }
        };
    }
}
