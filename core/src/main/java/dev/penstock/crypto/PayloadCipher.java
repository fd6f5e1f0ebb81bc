package dev.penstock.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128-GCM with a 16-byte initialization vector, a 16-byte tag behind the ciphertext, and no associated data.
 *
 * <p>One request is opened and answered with one, since to look a cipher up is a good part of its work. Not
 * thread-safe.
 */
class PayloadCipher {

    static final int TAG_BYTES = 16;

    private static final String ALGORITHM = "AES/GCM/NoPadding";

    /** Looked up once: the JDK's, because others refuse an initialization vector of 16 bytes. */
    private static final Provider PROVIDER = provider();

    private final Cipher cipher = cipher();

    /** The clear text of at least a tag, or nothing if the tag is not right. */
    Optional<byte[]> open(byte[] key, byte[] initialVector, byte[] sealed) {
        try {
            return Optional.of(run(Cipher.DECRYPT_MODE, key, initialVector, sealed));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    byte[] seal(byte[] key, byte[] initialVector, byte[] clear) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, initialVector, clear);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    private static Provider provider() {
        var jdk = Security.getProvider("SunJCE");
        try {
            return jdk != null ? jdk : Cipher.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(ALGORITHM, PROVIDER);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES/GCM/NoPadding.", impossible);
        }
    }

    byte[] run(int mode, byte[] key, byte[] initialVector, byte[] data) throws GeneralSecurityException {
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, initialVector));
        return cipher.doFinal(data);
    }
}
