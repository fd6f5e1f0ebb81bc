package dev.penstock.crypto.internal;

import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 (RFC 8018, section 5.2). */
final class Pbkdf2 {

    private Pbkdf2() {}

    /** Derives a key, which the caller wipes; the passphrase counts as UTF-8. */
    static byte[] derive(String hash, char[] passphrase, byte[] salt, int iterations, int length) {
        var algorithm = "PBKDF2WithHmac" + hash;
        var spec = new PBEKeySpec(passphrase, salt, iterations, length * 8);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (NoSuchAlgorithmException missing) {
            throw Refusals.notInThisJava(algorithm);
        } catch (InvalidKeySpecException impossible) {
            throw new IllegalStateException("Salt, iterations and length were checked.");
        } finally {
            spec.clearPassword();
        }
    }
}
