package dev.penstock.crypto.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Takes off the padding of RSA-OAEP with SHA-256, MGF1 with SHA-256 and an empty label (RFC 8017, 7.1.2, step 3).
 *
 * <p>The JDK's own throws where the padding is wrong, which takes longer than to return. Here the work is the same
 * whatever the block holds: no branch and no index depends on it until all of it has been looked at.
 */
public final class Oaep {

    private static final int BLOCK = 256;
    private static final int HASH = 32;
    private static final int REST = BLOCK - 1 - HASH;
    /** What a payload encryption key has; a refused block is cut the same. */
    private static final int USUAL_MESSAGE = 16;

    /** SHA-256 of nothing, the label. */
    private static final byte[] LABEL_HASH =
            HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private Oaep() {}

    /**
     * Takes it off.
     *
     * @param block the result of the RSA operation, 256 bytes; wiped
     * @return what was padded; empty if it was not padded so, whatever is wrong
     */
    public static Optional<byte[]> unpad(byte[] block) {
        var seed = Arrays.copyOfRange(block, 1, 1 + HASH);
        var rest = Arrays.copyOfRange(block, 1 + HASH, BLOCK);
        int first = block[0] & 0xff;
        Arrays.fill(block, (byte) 0);
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            mask(sha256, rest, seed);
            mask(sha256, seed, rest);
            return message(first, rest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(rest, (byte) 0);
        }
    }

    /** Exclusive-or with MGF1 of a seed. */
    private static void mask(MessageDigest sha256, byte[] mgfSeed, byte[] target) {
        for (int counter = 0; counter * HASH < target.length; counter++) {
            sha256.update(mgfSeed);
            var mask = sha256.digest(
                    ByteBuffer.allocate(Integer.BYTES).putInt(counter).array());
            for (int i = 0; i < HASH && counter * HASH + i < target.length; i++) {
                target[counter * HASH + i] ^= mask[i];
            }
        }
    }

    /** Hash of the label, any number of zeros, a one, the message. */
    private static Optional<byte[]> message(int first, byte[] rest) {
        int wrong = first;
        for (int i = 0; i < HASH; i++) {
            wrong |= (rest[i] ^ LABEL_HASH[i]) & 0xff;
        }
        int looking = 1;
        int one = 0;
        for (int i = HASH; i < REST; i++) {
            int value = rest[i] & 0xff;
            int isZero = (value - 1) >>> 31;
            int isOne = ((value ^ 1) - 1) >>> 31;
            one |= -(looking & isOne) & i;
            wrong |= looking & ~isZero & ~isOne & 1;
            looking &= ~isOne;
        }
        wrong |= looking;
        var message = Arrays.copyOfRange(rest, wrong == 0 ? one + 1 : REST - USUAL_MESSAGE, REST);
        return wrong == 0 ? Optional.of(message) : Optional.empty();
    }
}
