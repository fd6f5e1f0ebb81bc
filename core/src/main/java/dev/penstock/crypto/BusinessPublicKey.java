package dev.penstock.crypto;

import dev.penstock.crypto.internal.PemBlock;
import dev.penstock.crypto.internal.RsaPublicDer;
import dev.penstock.internal.Hex;
import dev.penstock.internal.Sha256;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;

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
     * @throws UnusableKeyException if it has another size, or numbers that no RSA key has
     */
    public static BusinessPublicKey of(RSAPublicKey key) {
        Objects.requireNonNull(key, "key");
        return new BusinessPublicKey(RsaPublicDer.of(key.getModulus(), key.getPublicExponent()));
    }

    /**
     * Derives the public half of a private key.
     *
     * @param key an RSA-2048 private key
     * @return the business public key that belongs to it
     * @throws UnusableKeyException if it has another size, or numbers that no RSA key has
     */
    public static BusinessPublicKey of(RSAPrivateCrtKey key) {
        Objects.requireNonNull(key, "key");
        return new BusinessPublicKey(RsaPublicDer.of(key.getModulus(), key.getPublicExponent()));
    }

    /**
     * Reads a public key.
     *
     * <p>Accepted are {@code BEGIN PUBLIC KEY}, {@code BEGIN RSA PUBLIC KEY} and {@code BEGIN CERTIFICATE}, of which
     * only the key is taken: neither its signature nor its dates are checked. As in {@link PrivateKeys#parse(String)}
     * there may be text around the PEM, a literal {@code \n} for each line end, or Base64 around it all.
     *
     * @param pem the text, at most 65,536 characters
     * @return the business public key
     * @throws UnusableKeyException if there is not exactly one RSA-2048 public key in the text, or if there is a
     *     private key, which is never read here
     */
    public static BusinessPublicKey parse(String pem) {
        Objects.requireNonNull(pem, "pem");
        return new BusinessPublicKey(RsaPublicDer.parse(pem));
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
        return PemBlock.encode("PUBLIC KEY", key.getEncoded());
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
