package dev.penstock.nativersa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileBlocksTest {

    private final Random random = new Random(7);

    static Stream<String> providers() {
        return EveryProvider.names();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void givesBackWhatWasWrappedOfEveryLength(String provider) {
        var unwrapper = EveryProvider.unwrapper(provider, EveryProvider.KEY);

        for (int length = 0; length <= 190; length += 5) {
            var clear = bytes(length);
            assertThat(unwrapper.unwrap(Blocks.wrap(unwrapper.publicKey(), clear)))
                    .isEqualTo(clear);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesBlocksOfEveryOtherLength(String provider) {
        var unwrapper = EveryProvider.unwrapper(provider, EveryProvider.KEY);

        for (int length = 0; length < 1100; length++) {
            if (length != KeyUnwrapper.WRAPPED_KEY_BYTES) {
                assertRefused(unwrapper, bytes(length));
            }
        }
        assertRefused(unwrapper, new byte[10_000_000]);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesNumbersAtTheEdges(String provider) {
        var unwrapper = EveryProvider.unwrapper(provider, EveryProvider.KEY);
        var n = EveryProvider.KEY.getModulus();

        for (var number : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE,
            n.subtract(BigInteger.ONE),
            n,
            n.add(BigInteger.ONE),
            EveryProvider.KEY.getPrimeP(),
            BigInteger.TWO.pow(2048).subtract(BigInteger.ONE)
        }) {
            assertRefused(unwrapper, block(number));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesEveryChangedByte(String provider) {
        var unwrapper = EveryProvider.unwrapper(provider, EveryProvider.KEY);
        var good = Blocks.wrap(unwrapper.publicKey(), bytes(16));

        for (int i = 0; i < good.length; i += 3) {
            var changed = good.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertRefused(unwrapper, changed);
        }
        assertThat(unwrapper.unwrap(good)).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesPaddingThatIsAlmostRight(String provider) {
        var unwrapper = EveryProvider.unwrapper(provider, EveryProvider.KEY);
        var n = EveryProvider.KEY.getModulus();
        var e = EveryProvider.KEY.getPublicExponent();
        var padded = new BigInteger(1, Blocks.wrap(unwrapper.publicKey(), bytes(16)))
                .modPow(EveryProvider.KEY.getPrivateExponent(), n);

        // A first byte that is not zero: Manger's question. Then a damaged seed, hash and end.
        assertRefused(unwrapper, block(padded.setBit(2040).modPow(e, n)));
        assertRefused(unwrapper, block(padded.flipBit(2000).modPow(e, n)));
        assertRefused(unwrapper, block(padded.flipBit(1700).modPow(e, n)));
        assertRefused(unwrapper, block(padded.flipBit(900).modPow(e, n)));
        assertRefused(unwrapper, Blocks.wrap(unwrapper.publicKey(), bytes(16), "a label"));
    }

    /** One type, one message, no cause: nothing tells which check failed. */
    private static void assertRefused(KeyUnwrapper unwrapper, byte[] block) {
        assertThatThrownBy(() -> unwrapper.unwrap(block))
                .isExactlyInstanceOf(UndecryptableRequestException.class)
                .hasMessage(new UndecryptableRequestException().getMessage())
                .hasNoCause();
    }

    private static byte[] block(BigInteger number) {
        var minimal = number.toByteArray();
        var block = new byte[KeyUnwrapper.WRAPPED_KEY_BYTES];
        int length = Math.min(minimal.length, block.length);
        System.arraycopy(minimal, minimal.length - length, block, block.length - length, length);
        return block;
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Arrays.copyOf(bytes, length);
    }
}
