package dev.penstock.media;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * A file as a phone seals it, by BouncyCastle's own ciphers, so that no mistake of ours is on both sides. Every part
 * can be replaced; {@code mac} and {@code encryptedHash} follow the ciphertext unless they are replaced behind it.
 */
final class SealedSample {

    private static final SecureRandom RANDOM = new SecureRandom();

    final byte[] iv = random(16);
    final byte[] key = random(32);
    final byte[] hmacKey = random(32);
    byte[] ciphertext;
    byte[] mac;
    byte[] plaintextHash;
    byte[] encryptedHash;

    private SealedSample(byte[] clear) {
        ciphertext = cbc(clear);
        plaintextHash = sha256(clear);
        authenticate();
    }

    static SealedSample of(byte[] clear) {
        return new SealedSample(clear);
    }

    /** Whoever holds the keys can do this: MAC and hash are right for whatever ciphertext there is now. */
    SealedSample authenticate() {
        mac = Arrays.copyOf(hmac(iv, ciphertext), 10);
        return hash();
    }

    SealedSample hash() {
        encryptedHash = sha256(whole());
        return this;
    }

    byte[] whole() {
        return org.bouncycastle.util.Arrays.concatenate(ciphertext, mac);
    }

    Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("encrypted_hash", base64(encryptedHash));
        metadata.put("iv", base64(iv));
        metadata.put("encryption_key", base64(key));
        metadata.put("hmac_key", base64(hmacKey));
        metadata.put("plaintext_hash", base64(plaintextHash));
        return metadata;
    }

    Map<String, Object> reference(String id, String url, String name) {
        var reference = new LinkedHashMap<String, Object>();
        reference.put("media_id", id);
        reference.put("cdn_url", url);
        reference.put("file_name", name);
        reference.put("encryption_metadata", metadata());
        return reference;
    }

    private byte[] cbc(byte[] clear) {
        try {
            var cipher = new PaddedBufferedBlockCipher(
                    CBCBlockCipher.newInstance(AESEngine.newInstance()), new PKCS7Padding());
            cipher.init(true, new ParametersWithIV(new KeyParameter(key), iv));
            var out = new byte[cipher.getOutputSize(clear.length)];
            int length = cipher.processBytes(clear, 0, clear.length, out, 0);
            return Arrays.copyOf(out, length + cipher.doFinal(out, length));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] hmac(byte[]... parts) {
        var hmac = new HMac(new SHA256Digest());
        hmac.init(new KeyParameter(hmacKey));
        for (var part : parts) {
            hmac.update(part, 0, part.length);
        }
        var out = new byte[32];
        hmac.doFinal(out, 0);
        return out;
    }

    static byte[] sha256(byte[] bytes) {
        var digest = new SHA256Digest();
        digest.update(bytes, 0, bytes.length);
        var out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
