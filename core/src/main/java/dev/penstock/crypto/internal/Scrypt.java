package dev.penstock.crypto.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * scrypt (RFC 7914), which {@code openssl pkcs8 -topk8 -scrypt} uses with N = 16384, r = 8, p = 1.
 *
 * @param n how many blocks are kept in memory, a power of two
 * @param r how many pieces of 128 bytes a block has
 * @param p how many times all that is done
 */
record Scrypt(int n, int r, int p) {

    static final String IDENTIFIER = "1.3.6.1.4.1.11591.4.11";

    /** 64 MiB of memory, four times what OpenSSL needs. */
    private static final long MAX_BYTES = 64L << 20;

    private static final int MAX_P = 4;

    static Scrypt read(DerReader parameters) {
        var n = parameters.integer();
        var r = parameters.integer();
        var p = parameters.integer();
        if (n.bitCount() != 1 || n.testBit(0) || r.signum() == 0 || p.signum() == 0) {
            throw Refusals.damaged();
        }
        if (n.bitLength() > 31
                || r.bitLength() > 31
                || p.bitLength() > 31
                || 128 * n.longValue() > MAX_BYTES / r.longValue()
                || p.intValue() > MAX_P) {
            throw Refusals.tooCostly("scrypt with more than 64 MiB or %d passes".formatted(MAX_P));
        }
        return new Scrypt(n.intValue(), r.intValue(), p.intValue());
    }

    /** Derives a key, which the caller wipes. */
    byte[] derive(char[] passphrase, byte[] salt, int length) {
        var bytes = Pbkdf2.derive("SHA256", passphrase, salt, 1, p * 128 * r);
        var words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        for (int i = 0; i < p; i++) {
            mix(words.slice(i * 32 * r, 32 * r));
        }
        try {
            return Pbkdf2.derive("SHA256", passphrase, bytes, 1, length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** scryptROMix: fills the memory with blocks, then mixes in those that the data itself points to. */
    private void mix(IntBuffer words) {
        int size = 32 * r;
        var x = new int[size];
        words.get(0, x);
        var spare = new int[size];
        var memory = new int[n * size];
        for (int i = 0; i < n; i++) {
            System.arraycopy(x, 0, memory, i * size, size);
            mixBlock(x, spare);
        }
        for (int i = 0; i < n; i++) {
            int j = (x[size - 16] & (n - 1)) * size;
            for (int k = 0; k < size; k++) {
                x[k] ^= memory[j + k];
            }
            mixBlock(x, spare);
        }
        words.put(0, x);
        Arrays.fill(memory, 0);
        Arrays.fill(x, 0);
        Arrays.fill(spare, 0);
    }

    /**
     * scryptBlockMix: Salsa20/8 over each 64 bytes in turn; even results go to the first half, odd ones to the second.
     */
    private void mixBlock(int[] block, int[] spare) {
        var x = Arrays.copyOfRange(block, block.length - 16, block.length);
        for (int i = 0; i < 2 * r; i++) {
            for (int k = 0; k < 16; k++) {
                x[k] ^= block[i * 16 + k];
            }
            salsa(x);
            System.arraycopy(x, 0, spare, (i / 2 + i % 2 * r) * 16, 16);
        }
        System.arraycopy(spare, 0, block, 0, block.length);
    }

    private static void salsa(int[] block) {
        var x = block.clone();
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 4; i++) {
                quarter(x, 5 * i, 5 * i + 4, 5 * i + 8, 5 * i + 12);
            }
            for (int i = 0; i < 4; i++) {
                int row = 4 * i;
                quarter(x, row + i, row + (i + 1) % 4, row + (i + 2) % 4, row + (i + 3) % 4);
            }
        }
        for (int i = 0; i < 16; i++) {
            block[i] += x[i];
        }
    }

    /** The quarter round on four words of the block; places of a column wrap around at 16. */
    private static void quarter(int[] x, int first, int second, int third, int fourth) {
        int a = first & 15;
        int b = second & 15;
        int c = third & 15;
        int d = fourth & 15;
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
