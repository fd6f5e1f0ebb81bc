package dev.penstock.doctor;

import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Answers a health check with the mistakes that people make. */
final class BadCrypto {

    static final byte[] ACTIVE = "{\"data\":{\"status\":\"active\"}}".getBytes(StandardCharsets.UTF_8);

    private BadCrypto() {}

    enum Mistake {
        VECTOR_NOT_INVERTED,
        TWELVE_BYTES,
        OTHER_KEY,
        OTHER_CONTENT
    }

    static String answer(byte[] body, RSAPrivateCrtKey key, Mistake mistake) {
        try {
            var request = StrictJson.readObject(body);
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            var payloadKey = rsa.doFinal(bytes(request.get("encrypted_aes_key")));
            var vector = bytes(request.get("initial_vector"));
            if (mistake != Mistake.VECTOR_NOT_INVERTED) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (byte) ~vector[i];
                }
            }
            if (mistake == Mistake.TWELVE_BYTES) {
                vector = Arrays.copyOf(vector, 12);
            }
            if (mistake == Mistake.OTHER_KEY) {
                payloadKey[0] ^= 1;
            }
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(payloadKey, "AES"), new GCMParameterSpec(128, vector));
            var clear = mistake == Mistake.OTHER_CONTENT
                    ? "{\"screen\":\"WELCOME\",\"data\":{}}".getBytes(StandardCharsets.UTF_8)
                    : ACTIVE;
            return Base64.getEncoder().encodeToString(aes.doFinal(clear));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] bytes(@org.jspecify.annotations.Nullable Object base64) {
        return Base64.getDecoder().decode(Objects.requireNonNull(base64).toString());
    }
}
