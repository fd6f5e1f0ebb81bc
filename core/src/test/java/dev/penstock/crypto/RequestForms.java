package dev.penstock.crypto;

import dev.penstock.json.StrictJson;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypted requests, right ones and ones with every fault there is. */
final class RequestForms {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestForms() {}

    /** One that the key opens. */
    static EncryptedRequest right(BusinessPublicKey key) {
        var payloadKey = random(16);
        return request(wrap(key, payloadKey), payloadKey, random(300));
    }

    /** Every way to be undecryptable, by name. */
    static Map<String, EncryptedRequest> undecryptable(BusinessPublicKey key) {
        var stranger = BusinessPublicKey.of(PrivateKeys.generate());
        var forms = new LinkedHashMap<String, EncryptedRequest>();
        forms.put("a tag that is not right", request(wrap(key, random(16)), random(16), random(300)));
        forms.put("wrapped for another key", right(stranger));
        forms.put("no padding that is right", request(small(random(256)), random(16), random(300)));
        forms.put("a block of zeros", request(new byte[256], random(16), random(300)));
        forms.put("a block greater than the modulus", request(full(256), random(16), random(300)));
        forms.put("a block that is too short", request(random(255), random(16), random(300)));
        forms.put("a block that is too long", request(random(257), random(16), random(300)));
        forms.put("no block", request(new byte[0], random(16), random(300)));
        forms.put("a payload key of 15 bytes", request(wrap(key, random(15)), random(16), random(300)));
        forms.put("a payload key of 32 bytes", request(wrap(key, random(32)), random(16), random(300)));
        forms.put("an empty payload key", request(wrap(key, new byte[0]), random(16), random(300)));
        forms.put("no data", parse(wrap(key, random(16)), random(16), new byte[0]));
        forms.put("data shorter than a tag", parse(wrap(key, random(16)), random(16), random(15)));
        forms.put(
                "data shorter than a tag, for another key", parse(wrap(stranger, random(16)), random(16), random(15)));
        forms.put("nothing that is right", parse(new byte[0], random(16), new byte[0]));
        return forms;
    }

    private static EncryptedRequest request(byte[] wrapped, byte[] payloadKey, byte[] clear) {
        var vector = random(16);
        try {
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(payloadKey, "AES"), new GCMParameterSpec(128, vector));
            return parse(wrapped, vector, aes.doFinal(clear));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static EncryptedRequest parse(byte[] wrapped, byte[] vector, byte[] data) {
        var base64 = Base64.getEncoder();
        return EncryptedRequest.parse(StrictJson.write(Map.of(
                "encrypted_aes_key", base64.encodeToString(wrapped),
                "initial_vector", base64.encodeToString(vector),
                "encrypted_flow_data", base64.encodeToString(data))));
    }

    private static byte[] wrap(BusinessPublicKey key, byte[] payloadKey) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, key.rsaPublicKey(), JdkKeyUnwrapper.OAEP);
            return rsa.doFinal(payloadKey);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Less than any modulus. */
    private static byte[] small(byte[] block) {
        block[0] = 0;
        return block;
    }

    private static byte[] full(int length) {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }
}
