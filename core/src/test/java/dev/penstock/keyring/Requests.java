package dev.penstock.keyring;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
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

/** Encrypted requests. */
final class Requests {

    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private Requests() {}

    /** One under a key, with a payload encryption key and vector that are good enough for tests. */
    static EncryptedRequest under(BusinessPublicKey key) {
        var payloadKey = new byte[16];
        var vector = new byte[16];
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, key.rsaPublicKey(), OAEP);
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(payloadKey, "AES"), new GCMParameterSpec(128, vector));
            var base64 = Base64.getEncoder();
            return EncryptedRequest.parse(StrictJson.write(Map.of(
                    "encrypted_aes_key", base64.encodeToString(rsa.doFinal(payloadKey)),
                    "initial_vector", base64.encodeToString(vector),
                    "encrypted_flow_data", base64.encodeToString(aes.doFinal(new byte[2])))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
