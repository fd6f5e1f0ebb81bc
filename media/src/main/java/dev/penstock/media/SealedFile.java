package dev.penstock.media;

import dev.penstock.internal.Sha256;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An encrypted file as WhatsApp's media store keeps it: AES-256-CBC with PKCS#7 padding, and behind it the first ten
 * bytes of the HMAC-SHA256 over initialization vector and ciphertext (docs/reference/protocol.md, section 9.1). The
 * checks come in the order of that section, so nothing is decrypted that is not authentic.
 */
final class SealedFile {

    /** How much longer than the file an encrypted file is at most. */
    static final int MAX_OVERHEAD = 16 + 10;

    private static final int BLOCK = 16;
    private static final int MAC = 10;

    private SealedFile() {}

    static Result<byte[]> open(byte[] file, MediaReference reference) {
        int length = file.length - MAC;
        if (length < BLOCK
                || length % BLOCK != 0
                || !MessageDigest.isEqual(Sha256.of(file), reference.encryptedHash())) {
            return Result.refused(MediaProblem.WRONG_ENCRYPTED_HASH);
        }
        if (!MessageDigest.isEqual(mac(file, length, reference), Arrays.copyOfRange(file, length, file.length))) {
            return Result.refused(MediaProblem.WRONG_MAC);
        }
        byte[] clear;
        try {
            clear = decrypt(file, length, reference);
        } catch (BadPaddingException | IllegalBlockSizeException wrong) {
            return Result.refused(MediaProblem.UNDECRYPTABLE);
        }
        return MessageDigest.isEqual(Sha256.of(clear), reference.plaintextHash())
                ? Result.of(clear)
                : Result.refused(MediaProblem.WRONG_PLAINTEXT_HASH);
    }

    private static byte[] mac(byte[] file, int length, MediaReference reference) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(reference.hmacKey(), "HmacSHA256"));
            mac.update(reference.iv());
            mac.update(file, 0, length);
            return Arrays.copyOf(mac.doFinal(), MAC);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.");
        }
    }

    private static byte[] decrypt(byte[] file, int length, MediaReference reference)
            throws BadPaddingException, IllegalBlockSizeException {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(reference.encryptionKey(), "AES"),
                    new IvParameterSpec(reference.iv()));
            return cipher.doFinal(file, 0, length);
        } catch (BadPaddingException | IllegalBlockSizeException result) {
            throw result;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Key and initialization vector have the right lengths.");
        }
    }
}
