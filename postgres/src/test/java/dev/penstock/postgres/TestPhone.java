package dev.penstock.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.json.StrictJson;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
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

/** Seals requests as phones do, signs them as Meta does, and opens the answers. */
final class TestPhone {

    static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    static final Keyset KEYSET;
    private static final BusinessPublicKey PUBLIC_KEY;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    static {
        var key = PrivateKeys.generate();
        KEYSET = Keyset.of(key);
        PUBLIC_KEY = BusinessPublicKey.of(key);
    }

    private TestPhone() {}

    /** A request on its way, and what it takes to open the answer. */
    record Sealed(EndpointRequest request, byte[] key, byte[] vector) {

        String open(byte[] body) {
            var inverted = new byte[vector.length];
            for (int i = 0; i < vector.length; i++) {
                inverted[i] = (byte) ~vector[i];
            }
            return new String(
                    gcm(Cipher.DECRYPT_MODE, key, inverted, Base64.getDecoder().decode(body)), UTF_8);
        }
    }

    static Sealed submit(String screen, String flowToken, Map<String, ?> data) {
        return seal(Map.of(
                "version", "4.0", "action", "data_exchange", "screen", screen, "flow_token", flowToken, "data", data));
    }

    private static Sealed seal(Map<String, ?> clear) {
        var key = random();
        var vector = random();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("encrypted_flow_data", base64(gcm(Cipher.ENCRYPT_MODE, key, vector, StrictJson.write(clear))));
        fields.put("encrypted_aes_key", base64(wrap(key)));
        fields.put("initial_vector", base64(vector));
        var body = StrictJson.write(fields);
        return new Sealed(EndpointRequest.of(body, RequestSignature.of(SECRETS).sign(body)), key, vector);
    }

    private static byte[] wrap(byte[] key) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, PUBLIC_KEY.rsaPublicKey(), OAEP);
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
}
