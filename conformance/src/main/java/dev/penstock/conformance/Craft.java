package dev.penstock.conformance;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a request as a phone does, or wrongly in one chosen way. It keeps key and vector, so that a wrong answer can
 * be told apart from another wrong answer; {@link dev.penstock.testing.RequestEnvelope} gives neither away.
 */
final class Craft {

    private static final SecureRandom RANDOM = new SecureRandom();
    static final int TAG_BITS = 128;

    private final byte[] clear;
    private BusinessPublicKey key;
    private Wrapping wrapping = Wrapping.OAEP_SHA256;
    private int payloadKeyBytes = 16;
    private int vectorBytes = 16;
    private UnaryOperator<byte[]> sealedData = data -> data;
    private UnaryOperator<byte[]> wrappedKey = wrapped -> wrapped;

    private Craft(byte[] clear, BusinessPublicKey key) {
        this.clear = clear;
        this.key = key;
    }

    static Craft of(Map<String, Object> clear, BusinessPublicKey key) {
        return new Craft(StrictJson.write(clear), key);
    }

    static Craft of(byte[] clear, BusinessPublicKey key) {
        return new Craft(clear, key);
    }

    /** How the payload encryption key is wrapped; WhatsApp does the first. */
    enum Wrapping {
        OAEP_SHA256,
        OAEP_SHA256_MGF1_SHA1,
        OAEP_SHA1,
        PKCS1
    }

    Craft key(BusinessPublicKey other) {
        this.key = other;
        return this;
    }

    Craft wrapping(Wrapping other) {
        this.wrapping = other;
        return this;
    }

    Craft payloadKeyBytes(int bytes) {
        this.payloadKeyBytes = bytes;
        return this;
    }

    Craft vectorBytes(int bytes) {
        this.vectorBytes = bytes;
        return this;
    }

    Craft sealedData(UnaryOperator<byte[]> damage) {
        this.sealedData = damage;
        return this;
    }

    Craft wrappedKey(UnaryOperator<byte[]> damage) {
        this.wrappedKey = damage;
        return this;
    }

    Crafted seal() {
        var payloadKey = random(payloadKeyBytes);
        var vector = random(vectorBytes);
        try {
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(payloadKey, "AES"), new GCMParameterSpec(TAG_BITS, vector));
            var fields = new LinkedHashMap<String, Object>();
            fields.put("encrypted_flow_data", base64(sealedData.apply(aes.doFinal(clear))));
            fields.put("encrypted_aes_key", base64(wrappedKey.apply(wrap(payloadKey))));
            fields.put("initial_vector", base64(vector));
            return new Crafted(StrictJson.write(fields), fields, payloadKey, vector);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has RSA-OAEP and AES-GCM.", impossible);
        }
    }

    private byte[] wrap(byte[] payloadKey) throws GeneralSecurityException {
        var rsa = Cipher.getInstance(wrapping == Wrapping.PKCS1 ? "RSA/ECB/PKCS1Padding" : "RSA/ECB/OAEPPadding");
        switch (wrapping) {
            case OAEP_SHA256 -> rsa.init(Cipher.ENCRYPT_MODE, key.rsaPublicKey(), oaep("SHA-256", "SHA-256"));
            case OAEP_SHA256_MGF1_SHA1 -> rsa.init(Cipher.ENCRYPT_MODE, key.rsaPublicKey(), oaep("SHA-256", "SHA-1"));
            case OAEP_SHA1 -> rsa.init(Cipher.ENCRYPT_MODE, key.rsaPublicKey(), oaep("SHA-1", "SHA-1"));
            case PKCS1 -> rsa.init(Cipher.ENCRYPT_MODE, key.rsaPublicKey());
        }
        return rsa.doFinal(payloadKey);
    }

    private static OAEPParameterSpec oaep(String hash, String maskHash) {
        return new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(maskHash), PSource.PSpecified.DEFAULT);
    }

    static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * A request ready to post.
     *
     * @param body what to post
     * @param fields its three fields
     * @param payloadKey opens the answer
     * @param vector opens the answer when inverted
     */
    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    record Crafted(byte[] body, Map<String, Object> fields, byte[] payloadKey, byte[] vector) {

        String field(String name) {
            return String.valueOf(fields.get(name));
        }

        /** The same key and vector around another body. */
        Crafted body(byte[] other) {
            return new Crafted(other, fields, payloadKey, vector);
        }

        Crafted body(String other) {
            return body(other.getBytes(StandardCharsets.UTF_8));
        }

        /** The body with one field changed or added. */
        Crafted with(String field, Object value) {
            var changed = new LinkedHashMap<>(fields);
            changed.put(field, value);
            return body(StrictJson.write(changed));
        }

        Crafted without(String field) {
            var changed = new LinkedHashMap<>(fields);
            changed.remove(field);
            return body(StrictJson.write(changed));
        }

        @Override
        public String toString() {
            return "Crafted[%d bytes]".formatted(body.length);
        }
    }
}
