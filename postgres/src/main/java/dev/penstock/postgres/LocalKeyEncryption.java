package dev.penstock.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256-GCM and a key-encryption key in this process, a random nonce of 12 bytes each time. Earlier keys
 * still open what was sealed with them.
 *
 * <p>A key is the Base64 of 32 random bytes. Its id is a hash, from which nothing follows about the key. Immutable and
 * thread-safe.
 */
public final class LocalKeyEncryption implements KeyEncryption {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String current;
    private final Map<String, SecretKeySpec> keys;

    private LocalKeyEncryption(String current, Map<String, SecretKeySpec> keys) {
        this.current = current;
        this.keys = Map.copyOf(keys);
    }

    /**
     * Creates it.
     *
     * @param key the current key
     * @param previous earlier ones
     * @return the key encryption
     * @throws IllegalArgumentException if one is not the Base64 of 32 bytes
     */
    public static LocalKeyEncryption of(String key, List<String> previous) {
        var keys = new LinkedHashMap<String, SecretKeySpec>();
        var current = add(keys, key);
        previous.forEach(each -> add(keys, each));
        return new LocalKeyEncryption(current, keys);
    }

    /** {@return a new key, as text for a file or a secret store} */
    public static String generate() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String add(Map<String, SecretKeySpec> keys, String text) {
        var bytes = bytes(text);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A key-encryption key is the Base64 of 32 random bytes: penstock tenants init makes one.");
        }
        var id = id(bytes);
        keys.put(id, new SecretKeySpec(bytes, "AES"));
        Arrays.fill(bytes, (byte) 0);
        return id;
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }

    private static String id(byte[] key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update("penstock-key-encryption-key-id ".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash.digest(key), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    @Override
    public String keyId() {
        return current;
    }

    @Override
    public byte[] seal(byte[] clear, byte[] belongsTo) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, current, nonce, belongsTo).doFinal(clear);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    @Override
    public byte[] open(String keyId, byte[] sealed, byte[] belongsTo) {
        if (!keys.containsKey(keyId)) {
            throw new KeyEncryptionException(
                    "It was sealed with the key-encryption key %s, which is not here: give it as a previous one."
                            .formatted(keyId));
        }
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw changed();
        }
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, keyId, nonce, belongsTo)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException changed) {
            throw changed();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    private static KeyEncryptionException changed() {
        return new KeyEncryptionException(
                "What was sealed has been changed, or moved from where it belongs: write it again.");
    }

    private Cipher cipher(int mode, String id, byte[] nonce, byte[] belongsTo) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(belongsTo);
        return cipher;
    }

    @Override
    public String toString() {
        return "LocalKeyEncryption[" + current + "]";
    }
}
