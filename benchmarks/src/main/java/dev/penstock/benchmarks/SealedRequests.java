package dev.penstock.benchmarks;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.json.StrictJson;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Makes distinct signed requests, as phones and Meta do. */
final class SealedRequests {

    static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final Map<ByteBuffer, byte[]> remembered = new ConcurrentHashMap<>();
    private boolean remembers;
    private final SecureRandom random = new SecureRandom();
    private final RSAPrivateCrtKey privateKey = PrivateKeys.generate();
    private final AppSecrets secrets = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private final RequestSignature meta = RequestSignature.of(secrets);

    RSAPrivateCrtKey privateKey() {
        return privateKey;
    }

    Keyset keyset() {
        return Keyset.of(privateKey);
    }

    /** The same key without what it costs: what is wrapped here from now on is remembered until it is asked for. */
    Keyset rememberingKeyset() {
        remembers = true;
        var key = BusinessPublicKey.of(privateKey);
        return Keyset.of(new KeyUnwrapper() {
            @Override
            public BusinessPublicKey publicKey() {
                return key;
            }

            @Override
            public byte[] unwrap(byte[] wrappedKey) {
                var found = remembered.remove(ByteBuffer.wrap(wrappedKey));
                return found == null ? unwrapped(wrappedKey) : found;
            }
        });
    }

    private byte[] unwrapped(byte[] wrappedKey) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.DECRYPT_MODE, privateKey, OAEP);
            return rsa.doFinal(wrappedKey);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    AppSecrets appSecrets() {
        return secrets;
    }

    /** A data exchange whose clear text has so many bytes. */
    EndpointRequest dataExchange(int clearBytes) {
        var frame = """
                {"version":"4.0","action":"data_exchange","screen":"FORM","flow_token":"t-0001",\
                "data":{"day":"2027-02-03","note":"%s"}}""";
        var clear = frame.formatted("x".repeat(Math.max(0, clearBytes - frame.length() + 2)));
        var body = seal(clear.getBytes(StandardCharsets.UTF_8));
        return EndpointRequest.of(body, meta.sign(body));
    }

    /** A payload encryption key, wrapped. */
    byte[] wrappedKey() {
        return wrap(bytes());
    }

    private byte[] seal(byte[] clear) {
        var key = bytes();
        var vector = bytes();
        try {
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, vector));
            var base64 = Base64.getEncoder();
            return StrictJson.write(Map.of(
                    "encrypted_flow_data", base64.encodeToString(aes.doFinal(clear)),
                    "encrypted_aes_key", base64.encodeToString(wrap(key)),
                    "initial_vector", base64.encodeToString(vector)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] wrap(byte[] key) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, BusinessPublicKey.of(privateKey).rsaPublicKey(), OAEP);
            var wrapped = rsa.doFinal(key);
            if (remembers) {
                remembered.put(ByteBuffer.wrap(wrapped), key);
            }
            return wrapped;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] bytes() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return bytes;
    }
}
