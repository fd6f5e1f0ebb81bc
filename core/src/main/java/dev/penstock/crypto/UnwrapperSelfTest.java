package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;

/**
 * Whether an unwrapper does what it should: it gives back what the JDK wrapped, whatever its length, and refuses all
 * else in the one way there is.
 */
final class UnwrapperSelfTest {

    /** Of a payload encryption key, its neighbours, nothing, and the longest that fits a block. */
    private static final int[] LENGTHS = {16, 15, 17, 32, 0, 190};

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyUnwrapper unwrapper;

    UnwrapperSelfTest(KeyUnwrapper unwrapper) {
        this.unwrapper = unwrapper;
    }

    /** Runs it; says in words what went wrong. */
    void run() {
        for (int length : LENGTHS) {
            givesBack(length);
        }
        refuses("a block with one bit flipped", block -> {
            block[100] ^= 1;
            return block;
        });
        refuses("a block of zeros", block -> new byte[block.length]);
        refuses("a block greater than the modulus", block -> {
            Arrays.fill(block, (byte) 0xff);
            return block;
        });
        refuses("a block that is too short", block -> Arrays.copyOf(block, block.length - 1));
        refuses("a block that is too long", block -> Arrays.copyOf(block, block.length + 1));
        refuses("an empty block", block -> new byte[0]);
    }

    /** The part that is quick enough for every key. */
    void givesBack(int length) {
        var clear = new byte[length];
        RANDOM.nextBytes(clear);
        if (!MessageDigest.isEqual(clear, unwrap(wrap(clear)))) {
            throw failed("it does not give back %d bytes that the JDK wrapped".formatted(length));
        }
    }

    /** A block for the timing. */
    byte[] block() {
        var clear = new byte[KeyUnwrapper.KEY_BYTES];
        RANDOM.nextBytes(clear);
        return wrap(clear);
    }

    private byte[] unwrap(byte[] block) {
        try {
            return unwrapper.unwrap(block);
        } catch (RuntimeException refused) {
            throw failed("it refuses what the JDK wrapped");
        }
    }

    private void refuses(String what, UnaryOperator<byte[]> damage) {
        var block = damage.apply(block());
        try {
            unwrapper.unwrap(block);
        } catch (UndecryptableRequestException asItShould) {
            return;
        } catch (RuntimeException other) {
            throw failed(
                    "it refuses %s with %s".formatted(what, other.getClass().getSimpleName()));
        }
        throw failed("it takes " + what);
    }

    private byte[] wrap(byte[] clear) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, unwrapper.publicKey().rsaPublicKey(), JdkKeyUnwrapper.OAEP);
            return cipher.doFinal(clear);
        } catch (GeneralSecurityException impossible) {
            throw failed("the JDK cannot wrap with its public key");
        }
    }

    private static KeyUnwrapperUnavailableException failed(String reason) {
        return new KeyUnwrapperUnavailableException("It failed the self-test: " + reason + ".");
    }
}
