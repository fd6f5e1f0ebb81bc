package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever is wrong with a request, the same work is done before it is refused; so the time says nothing of the reason.
 */
class EqualWorkTest {

    private static final KeyUnwrapper CURRENT = JdkKeyUnwrapper.of(PrivateKeys.generate());
    private static final KeyUnwrapper PREVIOUS = JdkKeyUnwrapper.of(PrivateKeys.generate());

    @TestFactory
    Stream<DynamicTest> everyKeyComputesAndDecryptsOnceWhateverIsWrong() {
        return Stream.of(CURRENT, PREVIOUS)
                .flatMap(key -> RequestForms.undecryptable(key.publicKey()).entrySet().stream()
                        .map(form -> dynamicTest(
                                form.getKey() + (key == CURRENT ? ", current key" : ", previous key"),
                                () -> assertSameWork(form.getValue()))));
    }

    private static void assertSameWork(EncryptedRequest request) {
        var current = new CountingUnwrapper(CURRENT);
        var previous = new CountingUnwrapper(PREVIOUS);
        var cipher = new CountingCipher();

        assertThatThrownBy(() -> Keyset.of(current).alsoAccept(previous).open(request, cipher))
                .isInstanceOf(UndecryptableRequestException.class)
                .hasNoCause();

        assertThat(current.blocks).hasSize(1).allMatch(block -> current.computes(block));
        assertThat(previous.blocks).hasSize(1).allMatch(block -> previous.computes(block));
        var dataBytes = Math.max(16, request.sealedData().length);
        assertThat(cipher.decrypted).containsExactly(dataBytes, dataBytes);
    }

    /** Sees the blocks that reach a provider. */
    private static final class CountingUnwrapper implements KeyUnwrapper {

        private final KeyUnwrapper key;
        private final List<byte[]> blocks = new ArrayList<>();

        CountingUnwrapper(KeyUnwrapper key) {
            this.key = key;
        }

        /** Providers refuse blocks of another length, or greater than the modulus, before they compute anything. */
        boolean computes(byte[] block) {
            var modulus = publicKey().rsaPublicKey().getModulus();
            return block.length == WRAPPED_KEY_BYTES && new BigInteger(1, block).compareTo(modulus) < 0;
        }

        @Override
        public BusinessPublicKey publicKey() {
            return key.publicKey();
        }

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            blocks.add(wrappedKey.clone());
            return key.unwrap(wrappedKey);
        }
    }

    /** Counts the bytes that are decrypted each time. */
    private static final class CountingCipher extends PayloadCipher {

        private final List<Integer> decrypted = new ArrayList<>();

        @Override
        byte[] run(int mode, byte[] key, byte[] initialVector, byte[] data) throws GeneralSecurityException {
            decrypted.add(data.length);
            return super.run(mode, key, initialVector, data);
        }
    }
}
