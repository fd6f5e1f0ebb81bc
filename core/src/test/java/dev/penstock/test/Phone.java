package dev.penstock.test;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.json.StrictJson;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** The other side: seals requests as phones do, has them signed as Meta does, and opens the answers. */
public final class Phone {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final BusinessPublicKey publicKey;
    private final RequestSignature meta;

    public Phone(BusinessPublicKey publicKey, String appSecret) {
        this.publicKey = publicKey;
        this.meta = RequestSignature.of(AppSecrets.of(appSecret));
    }

    /** A phone that knows the current test key, and a Meta that knows the test secret. */
    public static Phone create() {
        return new Phone(TestKeys.CURRENT_PUBLIC, TestKeys.APP_SECRET);
    }

    /** Seals a clear request under a new payload encryption key. */
    public Sealed seal(Map<String, ?> clear) {
        return seal(StrictJson.write(clear));
    }

    public Sealed seal(String clear) {
        return seal(clear.getBytes(StandardCharsets.UTF_8));
    }

    public Sealed seal(byte[] clear) {
        var key = random();
        var vector = random();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("encrypted_flow_data", base64(gcm(Cipher.ENCRYPT_MODE, key, vector, clear)));
        fields.put("encrypted_aes_key", base64(wrap(key)));
        fields.put("initial_vector", base64(vector));
        return new Sealed(sign(StrictJson.write(fields)), key, vector);
    }

    /** Signs any body as Meta does. */
    public EndpointRequest sign(byte[] body) {
        return EndpointRequest.of(body, meta.sign(body));
    }

    private byte[] wrap(byte[] key) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, publicKey.rsaPublicKey(), OAEP);
            return rsa.doFinal(key);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] gcm(int mode, byte[] key, byte[] vector, byte[] input) {
        try {
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, vector));
            return aes.doFinal(input);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A request on its way, and what it takes to open the answer. */
    public record Sealed(EndpointRequest request, byte[] key, byte[] vector) {

        public String open(EndpointResponse answer) {
            return open(answer.body());
        }

        public String open(byte[] body) {
            var inverted = new byte[vector.length];
            for (int i = 0; i < vector.length; i++) {
                inverted[i] = (byte) (vector[i] ^ 0xff);
            }
            var clear =
                    gcm(Cipher.DECRYPT_MODE, key, inverted, Base64.getDecoder().decode(body));
            return new String(clear, StandardCharsets.UTF_8);
        }

        public Map<String, Object> openObject(EndpointResponse answer) {
            return StrictJson.readObject(open(answer));
        }
    }
}
