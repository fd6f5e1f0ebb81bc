package dev.penstock.crypto;

import dev.penstock.internal.Hex;
import dev.penstock.internal.Sha256;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/**
 * A business public key: RSA with 2048 bits, the half that is uploaded to Meta for each phone number.
 *
 * <p>Immutable and thread-safe.
 */
public final class BusinessPublicKey {

    /** How many bits the modulus has: 2048. Meta documents no other size. */
    public static final int BITS = 2048;

    private final RSAPublicKey key;
    private final String id;

    private BusinessPublicKey(RSAPublicKey key) {
        this.key = key;
        this.id = Hex.encode(Sha256.of(key.getEncoded()), 8);
    }

    /**
     * Wraps a key.
     *
     * @param key an RSA-2048 public key
     * @return the business public key
     * @throws UnusableKeyException if it has another size
     */
    public static BusinessPublicKey of(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits != BITS) {
            throw new UnusableKeyException(
                    "The RSA key has %d bits, WhatsApp Flows takes 2048 only. Make one with: penstock keys generate"
                            .formatted(bits));
        }
        return new BusinessPublicKey(key);
    }

    /** {@return 16 hexadecimal digits, the beginning of the SHA-256 hash of the key; safe to show anywhere} */
    public String id() {
        return id;
    }

    /** {@return the key for use with the JDK} */
    public RSAPublicKey rsaPublicKey() {
        return key;
    }

    /** {@return the key as PEM, {@code BEGIN PUBLIC KEY}, the form in which Meta stores it} */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BusinessPublicKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "BusinessPublicKey[" + id + "]";
    }
}
