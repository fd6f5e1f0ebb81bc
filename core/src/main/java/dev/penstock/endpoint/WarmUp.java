package dev.penstock.endpoint;

import dev.penstock.FlowRequest;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.json.StrictJson;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * A health check of our own, read, opened and answered as if it had come, so that what Java does once is done. Only the
 * private key is left in peace, which may be far away and is tried when it is loaded.
 *
 * @param publicKey under which the request would have come
 */
record WarmUp(BusinessPublicKey publicKey) {

    private static final byte[] HEALTH_CHECK = StrictJson.write(Map.of("version", "3.0", "action", "ping"));
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    /** A body as a phone would send it. */
    byte[] body() {
        return body(new byte[KeyUnwrapper.WRAPPED_KEY_BYTES]);
    }

    /** One that the private key opens too. */
    byte[] bodyForPrivateKey() {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, publicKey.rsaPublicKey(), OAEP);
            return body(cipher.doFinal(new byte[KeyUnwrapper.KEY_BYTES]));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has RSA-OAEP.", impossible);
        }
    }

    private static byte[] body(byte[] wrappedKey) {
        var vector = new byte[EncryptedRequest.INITIAL_VECTOR_BYTES];
        return StrictJson.write(Map.of(
                "encrypted_aes_key", base64(wrappedKey),
                "initial_vector", base64(vector),
                "encrypted_flow_data", base64(encrypt(vector))));
    }

    /** Answers such a body. */
    void answer(byte[] body) {
        var opened = Keyset.of(new KnownKey(publicKey)).open(EncryptedRequest.parse(body));
        FlowRequest.parse(opened.clear());
        opened.seal(AnswerWriter.HEALTHY);
    }

    private static byte[] encrypt(byte[] vector) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(new byte[KeyUnwrapper.KEY_BYTES], "AES"),
                    new GCMParameterSpec(128, vector));
            return cipher.doFinal(HEALTH_CHECK);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Opens nothing but that body: all of its key are zeros. */
    private record KnownKey(BusinessPublicKey publicKey) implements KeyUnwrapper {

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            return new byte[KEY_BYTES];
        }
    }
}
