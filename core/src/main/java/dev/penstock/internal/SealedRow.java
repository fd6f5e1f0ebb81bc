package dev.penstock.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The id of a row and the key of its contents, both derived from what only a caller knows: a submission, or a flow
 * token.
 *
 * <p>The database holds the id, a hash, and never the key. So whoever reads the database, or a copy of it, reads no
 * contents, and there is no key to keep or to rotate.
 */
public final class SealedRow {

    private static final int VECTOR_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] id;
    private final SecretKeySpec key;

    private SealedRow(byte[] id, SecretKeySpec key) {
        this.id = id;
        this.key = key;
    }

    /**
     * @param scope what kind of row it is
     * @param secret what the callers of this row know
     */
    public static SealedRow of(String scope, String secret) {
        var id = hash("penstock row id v1", scope, secret);
        return new SealedRow(id, new SecretKeySpec(hash("penstock row key v1", scope, secret), "AES"));
    }

    private static byte[] hash(String label, String scope, String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(label + "\0" + scope + "\0" + secret));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /**
     * Its UTF-8, or its UTF-16 under a mark where lone surrogates have no UTF-8 and would all become question marks.
     */
    private static byte[] bytes(String text) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var utf16 = ByteBuffer.allocate(1 + text.length() * Character.BYTES).put((byte) 0xff);
        utf16.asCharBuffer().put(text);
        return utf16.array();
    }

    public byte[] id() {
        return id.clone();
    }

    /** For an advisory lock; two rows may share one, which costs a moment of waiting. */
    public int lockKey() {
        return ByteBuffer.wrap(id).getInt();
    }

    public byte[] seal(byte[] clear) {
        var vector = new byte[VECTOR_BYTES];
        RANDOM.nextBytes(vector);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, vector).doFinal(clear);
            return ByteBuffer.allocate(VECTOR_BYTES + sealed.length)
                    .put(vector)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    /** The clear contents, or nothing if somebody has changed them in the database. */
    public Optional<byte[]> open(byte[] sealed) {
        if (sealed.length < VECTOR_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            var vector = Arrays.copyOf(sealed, VECTOR_BYTES);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, vector).doFinal(sealed, VECTOR_BYTES, sealed.length - VECTOR_BYTES));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] vector) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, vector));
        return cipher;
    }

    @Override
    public String toString() {
        return "SealedRow[hidden]";
    }
}
