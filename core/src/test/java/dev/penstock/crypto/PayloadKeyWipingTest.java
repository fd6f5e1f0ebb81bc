package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.crypto.spi.KeyUnwrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A payload encryption key is overwritten as soon as it is not needed any more. */
class PayloadKeyWipingTest {

    private static final KeyUnwrapper KEY = JdkKeyUnwrapper.of(PrivateKeys.generate());

    private final List<byte[]> given = new ArrayList<>();
    private final Keyset keyset = Keyset.of(new Remembering());

    @Test
    void keyIsThereUntilTheAnswerIsSealed() {
        var opened = keyset.open(RequestForms.right(KEY.publicKey()));
        assertThat(given).hasSize(1).noneMatch(PayloadKeyWipingTest::isWiped);

        assertThat(opened.seal(new byte[20])).hasSize(48);

        assertThat(given).allMatch(PayloadKeyWipingTest::isWiped);
        assertThatIllegalStateException().isThrownBy(() -> opened.seal(new byte[20]));
    }

    @Test
    void keyGoesWithARequestThatIsForgotten() {
        var opened = keyset.open(RequestForms.right(KEY.publicKey()));

        opened.forget();
        opened.forget();

        assertThat(given).hasSize(1).allMatch(PayloadKeyWipingTest::isWiped);
        assertThatIllegalStateException().isThrownBy(() -> opened.seal(new byte[20]));
    }

    @TestFactory
    Stream<DynamicTest> keyGoesWithARequestThatIsNotOpened() {
        return RequestForms.undecryptable(KEY.publicKey()).entrySet().stream()
                .map(form -> dynamicTest(form.getKey(), () -> {
                    given.clear();

                    assertThat(catchThrowable(() -> keyset.open(form.getValue())))
                            .isNotNull();

                    assertThat(given).allMatch(PayloadKeyWipingTest::isWiped);
                }));
    }

    private static boolean isWiped(byte[] key) {
        for (byte b : key) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private final class Remembering implements KeyUnwrapper {

        @Override
        public BusinessPublicKey publicKey() {
            return KEY.publicKey();
        }

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            var key = KEY.unwrap(wrappedKey);
            given.add(key);
            return key;
        }
    }
}
