package dev.penstock.testing;

import dev.penstock.crypto.BusinessPublicKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * One request as a phone encrypts it: a fresh payload encryption key and initialization vector, which also open its
 * answer.
 *
 * <p>Written independently of the endpoint's half in {@code dev.penstock.crypto}, so that each is a check on the other.
 * Immutable and thread-safe.
 */
public final class RequestEnvelope {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 16;
    private static final int TAG_BITS = 128;

    private final byte[] body;
    private final byte[] payloadKey;
    private final byte[] initialVector;
    private final String keyId;

    private RequestEnvelope(byte[] body, byte[] payloadKey, byte[] initialVector, String keyId) {
        this.body = body;
        this.payloadKey = payloadKey;
        this.initialVector = initialVector;
        this.keyId = keyId;
    }

    /**
     * Encrypts a clear request.
     *
     * @param clear JSON in UTF-8
     * @param key the business public key
     * @return the envelope
     */
    public static RequestEnvelope seal(byte[] clear, BusinessPublicKey key) {
        var payloadKey = random(KEY_BYTES);
        var initialVector = random(KEY_BYTES);
        try {
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(payloadKey, "AES"),
                    new GCMParameterSpec(TAG_BITS, initialVector));
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(
                    Cipher.ENCRYPT_MODE,
                    key.rsaPublicKey(),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            var body = "{\"encrypted_flow_data\":\"%s\",\"encrypted_aes_key\":\"%s\",\"initial_vector\":\"%s\"}"
                    .formatted(base64(aes.doFinal(clear)), base64(rsa.doFinal(payloadKey)), base64(initialVector));
            return new RequestEnvelope(body.getBytes(StandardCharsets.US_ASCII), payloadKey, initialVector, key.id());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has RSA-OAEP and AES-GCM.", impossible);
        }
    }

    /** {@return the body to post; the caller's to use, not to change} */
    public byte[] body() {
        return body;
    }

    /** {@return the id of the business public key} */
    public String keyId() {
        return keyId;
    }

    /**
     * Opens the answer.
     *
     * @param answer the body of the HTTP answer
     * @return the clear answer; empty if it is not standard Base64 sealed under this request's key and inverted vector
     */
    public Optional<byte[]> open(byte[] answer) {
        try {
            var sealed = Base64.getDecoder().decode(answer);
            var inverted = new byte[initialVector.length];
            for (int i = 0; i < inverted.length; i++) {
                inverted[i] = (byte) (initialVector[i] ^ 0xff);
            }
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(payloadKey, "AES"),
                    new GCMParameterSpec(TAG_BITS, inverted));
            return Optional.of(aes.doFinal(sealed));
        } catch (IllegalArgumentException | GeneralSecurityException doesNotOpen) {
            return Optional.empty();
        }
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "RequestEnvelope[%d bytes]".formatted(body.length);
    }
}
