package dev.penstock.doctor;

import dev.penstock.crypto.BusinessPublicKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** A health check as Meta encrypts it, and every wrong way in which its answer is known to be encrypted. */
final class PingEnvelope {

    private static final byte[] PING = "{\"version\":\"3.0\",\"action\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
    private static final int BYTES = 16;
    private static final int SHORT_IV = 12;
    private static final int TAG_BITS = 128;

    private final byte[] key = new byte[BYTES];
    private final byte[] vector = new byte[BYTES];
    private final byte[] body;

    PingEnvelope(BusinessPublicKey publicKey) {
        var random = new SecureRandom();
        random.nextBytes(key);
        random.nextBytes(vector);
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(
                    Cipher.ENCRYPT_MODE,
                    publicKey.rsaPublicKey(),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            var base64 = Base64.getEncoder();
            this.body = "{\"encrypted_flow_data\":\"%s\",\"encrypted_aes_key\":\"%s\",\"initial_vector\":\"%s\"}"
                    .formatted(
                            base64.encodeToString(
                                    aes(Cipher.ENCRYPT_MODE, vector).doFinal(PING)),
                            base64.encodeToString(rsa.doFinal(key)),
                            base64.encodeToString(vector))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has RSA-OAEP and AES-GCM.", impossible);
        }
    }

    byte[] body() {
        return body;
    }

    /** How an answer was sealed. */
    enum Sealing {
        /** As it must be: the same key, every bit of the vector inverted. */
        RIGHT,
        /** With the vector of the request as it is. */
        VECTOR_NOT_INVERTED,
        /** With the first 12 bytes of the vector only, as some libraries want it. */
        VECTOR_CUT_SHORT
    }

    record Opened(Sealing sealing, byte[] clear) {}

    Optional<Opened> open(byte[] sealed) {
        var inverted = inverted();
        return open(sealed, inverted)
                .map(clear -> new Opened(Sealing.RIGHT, clear))
                .or(() -> open(sealed, vector).map(clear -> new Opened(Sealing.VECTOR_NOT_INVERTED, clear)))
                .or(() -> open(sealed, Arrays.copyOf(inverted, SHORT_IV))
                        .or(() -> open(sealed, Arrays.copyOf(vector, SHORT_IV)))
                        .map(clear -> new Opened(Sealing.VECTOR_CUT_SHORT, clear)));
    }

    private Optional<byte[]> open(byte[] sealed, byte[] withVector) {
        try {
            return Optional.of(aes(Cipher.DECRYPT_MODE, withVector).doFinal(sealed));
        } catch (GeneralSecurityException notSo) {
            return Optional.empty();
        }
    }

    private Cipher aes(int mode, byte[] withVector) throws GeneralSecurityException {
        var aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, withVector));
        return aes;
    }

    private byte[] inverted() {
        var inverted = vector.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        return inverted;
    }
}
