package dev.penstock.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A decrypted request, which can seal its answer, once.
 *
 * <p>Key and initialization vector of the answer are fixed by the request: the same payload encryption key, and every
 * bit of the initialization vector inverted. Two different answers to one request would be sealed under the same key
 * and vector, which breaks AES-GCM; so a second {@link #seal} throws.
 *
 * <p>The payload encryption key is needed for the answer, so it is held until then: {@link #seal} overwrites it, and
 * {@link #forget} does so where nothing will be sealed. The copies that Java's cipher makes for itself are garbage
 * then, but they are not overwritten, and neither is the clear request.
 *
 * <p>Thread-safe. {@link #toString()} shows nothing of the contents.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows", response encryption.
 */
public final class OpenedRequest {

    private final String keyId;
    private final byte[] clear;
    private final PayloadCipher cipher;
    /** Taken out by whoever seals or forgets. */
    private final AtomicReference<byte @Nullable []> payloadKey;

    private final byte[] answerVector;

    OpenedRequest(String keyId, byte[] clear, PayloadCipher cipher, byte[] payloadKey, byte[] requestVector) {
        this.keyId = keyId;
        this.clear = clear;
        this.cipher = cipher;
        this.payloadKey = new AtomicReference<>(payloadKey);
        this.answerVector = invert(requestVector);
    }

    private static byte[] invert(byte[] vector) {
        var inverted = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            inverted[i] = (byte) ~vector[i];
        }
        return inverted;
    }

    /** {@return the id of the key that opened it, see {@link BusinessPublicKey#id()}} */
    public String keyId() {
        return keyId;
    }

    /** {@return the clear request, JSON in UTF-8; the caller's to use, not to change} */
    public byte[] clear() {
        return clear;
    }

    /**
     * Seals the answer.
     *
     * @param answer the clear answer, JSON in UTF-8, at most {@link EncryptedRequest#MAX_CLEAR_BYTES}
     * @return the whole body of the HTTP answer: Base64 text, no quotation marks
     * @throws IllegalStateException if an answer was sealed before, or the request was {@linkplain #forget forgotten}
     * @throws IllegalArgumentException if the answer is too large
     */
    public byte[] seal(byte[] answer) {
        Objects.requireNonNull(answer, "answer");
        if (answer.length > EncryptedRequest.MAX_CLEAR_BYTES) {
            throw new IllegalArgumentException(
                    "The answer has %d bytes, more than the limit of %d: send less, for example smaller images."
                            .formatted(answer.length, EncryptedRequest.MAX_CLEAR_BYTES));
        }
        var key = payloadKey.getAndSet(null);
        if (key == null) {
            throw new IllegalStateException("This request has been answered: a second answer would reuse its key and"
                    + " initialization vector. Keep the first answer and send it again.");
        }
        try {
            return Base64.getEncoder().encode(cipher.seal(key, answerVector, answer));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Overwrites the payload encryption key without an answer, for a request that is answered in another way. Safe to
     * repeat.
     */
    public void forget() {
        var key = payloadKey.getAndSet(null);
        if (key != null) {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "OpenedRequest[key %s, %d bytes]".formatted(keyId, clear.length);
    }
}
