package dev.penstock.benchmarks.http;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Whole HTTP requests, made before they are sent: distinct, really encrypted, signed. Thread-safe. */
final class SignedHttpRequests {

    private static final int CLEAR_BYTES = 500;
    private static final String CLEAR = """
            {"version":"3.0","action":"data_exchange","screen":"FORM","flow_token":"token-%s","data":{"note":"%s"}}""";

    private final SecureRandom random = new SecureRandom();
    private final RSAPrivateCrtKey key = PrivateKeys.generate();
    private final BusinessPublicKey publicKey = BusinessPublicKey.of(key);
    private final String appSecret = HexFormat.of().formatHex(bytes(16));
    private final RequestSignature meta = RequestSignature.of(AppSecrets.of(appSecret));
    private final Path keyFile;

    SignedHttpRequests() throws IOException {
        keyFile = Files.createTempDirectory("penstock-benchmark").resolve("private.pem");
        PrivateKeyFile.create(keyFile, PrivateKeys.clearPem(key));
        keyFile.toFile().deleteOnExit();
    }

    Path keyFile() {
        return keyFile;
    }

    String appSecret() {
        return appSecret;
    }

    /** One that is answered with status 200. */
    byte[] signed() {
        var body = sealed();
        return http(body, meta.sign(body));
    }

    /** One that is answered with status 432: a signature of the right form, under another secret. */
    byte[] wronglySigned() {
        return http(sealed(), "sha256=" + HexFormat.of().formatHex(bytes(32)));
    }

    byte[] wrappedKey() {
        return wrap(bytes(16));
    }

    private static byte[] http(byte[] body, String signature) {
        var head = """
                POST /flows/benchmark HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                X-Hub-Signature-256: %s\r
                Content-Length: %d\r
                \r
                """.formatted(signature, body.length).getBytes(StandardCharsets.US_ASCII);
        var all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private byte[] sealed() {
        var payloadKey = bytes(16);
        var vector = bytes(16);
        var token = HexFormat.of().formatHex(bytes(8));
        var clear = CLEAR.formatted(token, "x".repeat(CLEAR_BYTES - CLEAR.length() - 12));
        try {
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(payloadKey, "AES"), new GCMParameterSpec(128, vector));
            return "{\"encrypted_flow_data\":\"%s\",\"encrypted_aes_key\":\"%s\",\"initial_vector\":\"%s\"}"
                    .formatted(
                            base64(aes.doFinal(clear.getBytes(StandardCharsets.UTF_8))),
                            base64(wrap(payloadKey)),
                            base64(vector))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] wrap(byte[] clear) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(
                    Cipher.ENCRYPT_MODE,
                    publicKey.rsaPublicKey(),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            return rsa.doFinal(clear);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
