package dev.penstock.graph.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.UnusableKeyException;
import java.util.Optional;

/**
 * The key that Meta holds for a number.
 *
 * @param text the key as Meta gives it, normally PEM
 * @param status whether Meta's signature over it is good
 * @param rawStatus Meta's word for that
 */
public record StoredKey(String text, SignatureStatus status, Optional<String> rawStatus) {

    /** {@return the key; empty if the text is no RSA-2048 public key} */
    public Optional<BusinessPublicKey> publicKey() {
        try {
            return Optional.of(BusinessPublicKey.parse(text));
        } catch (UnusableKeyException damaged) {
            return Optional.empty();
        }
    }

    /** {@return whether it is wrapped as PKCS#1 ({@code BEGIN RSA PUBLIC KEY}), which phones were not seen to read} */
    public boolean isPkcs1() {
        return text.contains("BEGIN RSA PUBLIC KEY");
    }

    /**
     * {@return whether phones will take it and it is the given key}
     *
     * @param key the key
     */
    public boolean isValid(BusinessPublicKey key) {
        return status == SignatureStatus.VALID && !isPkcs1() && publicKey().equals(Optional.of(key));
    }

    @Override
    public String toString() {
        return "StoredKey[" + publicKey().map(BusinessPublicKey::id).orElse("damaged") + ", " + status + "]";
    }
}
