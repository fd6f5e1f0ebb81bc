package dev.penstock.graph.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.accounts.PhoneNumber;
import java.util.Optional;

/**
 * What Meta holds for one number, and what to think of it.
 *
 * @param number the number
 * @param stored the key at Meta
 * @param verdict what to think of it
 */
public record NumberKey(PhoneNumber number, Optional<StoredKey> stored, Verdict verdict) {

    /** What to think of the key at Meta. */
    public enum Verdict {
        /** It is the key that should be there, and phones take it. */
        OURS,
        /** It is a key that is still served here but should have been replaced. */
        OURS_PREVIOUS,
        /** It is ours, but Meta's signature over it is not good. */
        OURS_MISMATCH,
        /** It belongs to a private key that is not here. */
        FOREIGN,
        /** It is no RSA-2048 public key as phones read it: PKCS#1, cut short, or damaged by a wrong form encoding. */
        DAMAGED,
        /** There is none. */
        MISSING
    }

    static NumberKey of(
            PhoneNumber number,
            Optional<StoredKey> stored,
            BusinessPublicKey expected,
            Iterable<BusinessPublicKey> served) {
        return new NumberKey(
                number,
                stored,
                stored.map(key -> verdict(key, expected, served)).orElse(Verdict.MISSING));
    }

    private static Verdict verdict(StoredKey stored, BusinessPublicKey expected, Iterable<BusinessPublicKey> served) {
        var key = stored.publicKey();
        if (key.isEmpty() || stored.isPkcs1()) {
            return Verdict.DAMAGED;
        }
        if (key.get().equals(expected)) {
            return stored.status() == SignatureStatus.MISMATCH ? Verdict.OURS_MISMATCH : Verdict.OURS;
        }
        for (var other : served) {
            if (key.get().equals(other)) {
                return Verdict.OURS_PREVIOUS;
            }
        }
        return Verdict.FOREIGN;
    }
}
