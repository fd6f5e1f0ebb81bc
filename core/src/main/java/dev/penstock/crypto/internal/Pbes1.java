package dev.penstock.crypto.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The scheme of PKCS#12, SHA-1 with triple DES (RFC 7292, appendix B). By hand, because the JDK's own takes ASCII
 * passphrases only.
 */
final class Pbes1 {

    static final String SHA1_3DES = "1.2.840.113549.1.12.1.3";

    private static final int FOR_KEY = 1;
    private static final int FOR_IV = 2;
    private static final int MAX_SALT_BYTES = 1024;
    private static final int BLOCK_BYTES = 64;

    private Pbes1() {}

    static byte[] decrypt(DerReader scheme, char[] passphrase, byte[] ciphertext) {
        var parameters = scheme.sequence();
        scheme.expectEnd();
        var salt = parameters.octets();
        int iterations = EncryptedPkcs8.iterations(parameters);
        parameters.expectEnd();
        if (salt.length == 0 || salt.length > MAX_SALT_BYTES) {
            throw Refusals.damaged();
        }
        var cipher = Cbc.DES_EDE3;
        var secret = Passphrase.utf16WithEnd(passphrase);
        try {
            var iv = derive(FOR_IV, secret, salt, iterations, cipher.blockBytes());
            return cipher.decrypt(derive(FOR_KEY, secret, salt, iterations, cipher.keyBytes()), iv, ciphertext);
        } catch (NoSuchAlgorithmException missing) {
            throw Refusals.notInThisJava("SHA-1");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Steps 1 to 6 of RFC 7292, B.2, with its letters. */
    private static byte[] derive(int id, byte[] secret, byte[] salt, int iterations, int length)
            throws NoSuchAlgorithmException {
        var sha1 = MessageDigest.getInstance("SHA-1");
        var d = new byte[BLOCK_BYTES];
        Arrays.fill(d, (byte) id);
        var s = repeated(salt);
        var p = repeated(secret);
        var i = Arrays.copyOf(s, s.length + p.length);
        System.arraycopy(p, 0, i, s.length, p.length);
        Arrays.fill(p, (byte) 0);
        var derived = new byte[length];
        for (int done = 0; done < length; ) {
            sha1.update(d);
            var a = sha1.digest(i);
            for (int round = 1; round < iterations; round++) {
                a = sha1.digest(a);
            }
            int count = Math.min(a.length, length - done);
            System.arraycopy(a, 0, derived, done, count);
            done += count;
            for (int block = 0; block < i.length; block += BLOCK_BYTES) {
                addPlusOne(i, block, a);
            }
            Arrays.fill(a, (byte) 0);
        }
        Arrays.fill(i, (byte) 0);
        return derived;
    }

    /** The bytes again and again, up to the next whole block. */
    private static byte[] repeated(byte[] bytes) {
        var all = new byte[(bytes.length + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES];
        for (int k = 0; k < all.length; k++) {
            all[k] = bytes[k % bytes.length];
        }
        return all;
    }

    /** Block = block + B + 1 modulo 2^512, where B is the hash again and again. */
    private static void addPlusOne(byte[] blocks, int start, byte[] hash) {
        int carry = 1;
        for (int k = BLOCK_BYTES - 1; k >= 0; k--) {
            carry += (blocks[start + k] & 0xff) + (hash[k % hash.length] & 0xff);
            blocks[start + k] = (byte) carry;
            carry >>= 8;
        }
    }
}
