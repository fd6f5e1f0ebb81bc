package dev.penstock.crypto.spi;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.BusinessPublicKey;

/**
 * Unwraps payload encryption keys with one business private key, wherever that key is: in this process, in a native
 * library, in a KMS or in an HSM.
 *
 * <p>The operation is RSA-2048 with OAEP, SHA-256, MGF1 with SHA-256, and an empty label. It proves nothing about the
 * sender, since everybody may encrypt to a public key; only the request signature does.
 *
 * <p>Implementations are thread-safe.
 */
public interface KeyUnwrapper {

    /** How many bytes a wrapped key has: 256, the length of an RSA-2048 block. */
    int WRAPPED_KEY_BYTES = 256;

    /** How many bytes a payload encryption key has: 16. */
    int KEY_BYTES = 16;

    /** {@return the public half of the key, from which the id in logs and metrics is derived} */
    BusinessPublicKey publicKey();

    /**
     * Unwraps one payload encryption key.
     *
     * @param wrappedKey exactly {@value #WRAPPED_KEY_BYTES} bytes
     * @return the bytes that were wrapped, in an array of their own; the caller checks that there are {@value
     *     #KEY_BYTES} and overwrites the array after use
     * @throws UndecryptableRequestException if the block was not wrapped for this key, whatever is wrong with it;
     *     nothing may tell apart why. Only this means that, so that the endpoint answers 421
     * @throws KeyTemporarilyUnavailableException if the key cannot be used just now, for example because a KMS does not
     *     answer; then the endpoint answers 503. Anything else that is thrown is taken for a fault of the unwrapper: it
     *     is reported, and the endpoint answers 500
     */
    byte[] unwrap(byte[] wrappedKey);

    /** {@return what does the work, for the log at start-up; no secret, for example "openssl (OpenSSL 3.0.19)"} */
    default String description() {
        return getClass().getSimpleName();
    }
}
